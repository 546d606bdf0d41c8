/** Colours that colour-blind readers can tell (after Okabe and Ito, darkened for white), and dashes that tell the rest. */
export const COLOURS = ["#0b5fa5", "#b8501c", "#0a7a5c", "#8f3f7d", "#7a5b00", "#3d4a55", "#a3243b", "#2a7f9e"] as const;
export const DASHES = ["none", "6 3", "2 3", "9 3 2 3"] as const;
