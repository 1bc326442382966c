// How a page is laid out, as a person would object to it.
import { type Page } from "@playwright/test";

/** Words of table cells that are laid out over more than one line. What is no plain word (an id, a digest, a path) may break, and so may one of many letters. */
export function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const broken: string[] = [];
    for (const cell of document.querySelectorAll(".table :is(td, th)")) {
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        for (const word of (text.textContent ?? "").matchAll(/(?<!\S)[A-Za-z]{2,16}(?!\S)/g)) {
          const range = document.createRange();
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          const lines = new Set([...range.getClientRects()].filter((line) => line.width > 0).map((line) => Math.round(line.top)));
          if (lines.size > 1) broken.push(word[0]);
        }
      }
    }
    return broken;
  });
}

/** Hints of search fields that do not fit into them. */
export function cutHints(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    for (const input of document.querySelectorAll<HTMLInputElement>("input[type=search], .toolbar input[placeholder]")) {
      const style = getComputedStyle(input);
      const pen = document.createElement("canvas").getContext("2d");
      if (!pen || !input.offsetParent) continue;
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const room = input.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      if (pen.measureText(input.placeholder).width > room) cut.push(input.placeholder);
    }
    return cut;
  });
}
