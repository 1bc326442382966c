// One picture of a page in each of its clothes: light, dark, and 390 px wide.
import { resolve } from "node:path";
import type { Page } from "@playwright/test";

const images = process.env.GANTRY_IMAGES ?? resolve(import.meta.dirname, "../../docs/images");

export async function picture(page: Page, name: string) {
  for (const [suffix, colorScheme, width, height] of [
    ["", "light", 1280, 800],
    ["-dark", "dark", 1280, 800],
    ["-narrow", "light", 390, 844],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.evaluate(() => document.fonts.ready);
    const fullPage = Boolean(process.env.GANTRY_IMAGES);
    await page.screenshot({ path: resolve(images, `${name}${suffix}.png`), animations: "disabled", fullPage });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
