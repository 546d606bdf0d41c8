import { defineConfig } from "vitest/config";
import { svelte } from "@sveltejs/vite-plugin-svelte";

export default defineConfig({
  plugins: [svelte()],
  base: "./", // every address is relative: it works behind any prefix
  build: {
    outDir: "../src/homeward/explorer/static",
    emptyOutDir: true,
    target: "es2022",
    assetsDir: "",
    assetsInlineLimit: 0, // no data: addresses: the server's policy forbids them for fonts
    chunkSizeWarningLimit: 900,
    license: { fileName: "THIRD-PARTY-LICENSES.md" }, // hatch_build.py checks and completes it
    modulePreload: { polyfill: false }, // there is one script: nothing to preload, and nothing of Vite in it
    rolldownOptions: {
      // Fixed names keep two builds byte-identical; the server sends no-cache.
      output: { entryFileNames: "app.js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.ts"] },
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {}, // components are mounted as in a browser
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
