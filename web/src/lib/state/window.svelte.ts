/** The window's measures that drawings need: the size of one rem in pixels, and whether the page is one column. */
class Page {
  rem = $state(13);
  isNarrow = $state(false);
  /** Whether cards float over the map; in a small window they stand below it. The styles of the screen say the same. */
  isWide = $state(false);
  /** Whether there is room for every figure beside the chips. */
  isRoomy = $state(true);
  likesStillness = $state(false);

  constructor() {
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const measure = (): void => {
      this.rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      this.isNarrow = innerWidth < 720;
      this.isWide = innerWidth >= 900 && innerHeight >= 560;
      this.isRoomy = innerWidth >= 1400;
      this.likesStillness = still.matches;
    };
    measure();
    addEventListener("resize", measure);
    still.addEventListener("change", measure);
  }
}

export const page = new Page();
