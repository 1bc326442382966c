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

/** By how much a page, or a table in it, is wider than its place, and what sticks out. */
export function sticksOut(page: Page): Promise<string> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const wide = root.scrollWidth - root.clientWidth;
    const tables = [...document.querySelectorAll(".table-wrap")].filter((wrap) => wrap.scrollWidth > wrap.clientWidth + 1);
    if (wide <= 0 && tables.length === 0) return "";
    const out = [...document.querySelectorAll("main *")].filter(
      (element) =>
        Math.max(element.getBoundingClientRect().right, element.getBoundingClientRect().left + element.scrollWidth) > root.clientWidth + 1 &&
        !element.closest("pre, .yaml, .terminal, .log, .berth"),
    );
    const names = out.slice(-3).map((element) => `${element.tagName}.${element.className}`);
    return `${wide} px; ${tables.map((table) => `table ${table.scrollWidth - table.clientWidth} px`).join(", ")} ${names.join(" ")}`;
  });
}

/** Chinese labels of buttons, tabs, states and heads of tables that are laid out over more than one line. */
export function brokenLabels(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const broken: string[] = [];
    for (const label of document.querySelectorAll(".btn, .act, .state, .kind, .seg, .tabs a, .table th")) {
      const texts = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (!/^\p{Script=Han}+$/u.test(text.textContent?.trim() ?? "")) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const lines = new Set([...range.getClientRects()].filter((line) => line.width > 0).map((line) => Math.round(line.top)));
        if (lines.size > 1) broken.push(text.textContent ?? "");
      }
    }
    return broken;
  });
}

/** Texts that end at the edge of their place: without a sign that there is more, or where the words are the console's own. */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth < 2 || !element.offsetParent) continue;
      const style = getComputedStyle(element);
      const isCut = ["hidden", "clip"].includes(style.overflowX) && !element.matches("textarea");
      const isSaid = style.textOverflow === "ellipsis" && !element.closest(".topbar, .btn, .tabs, .seg");
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      if (isCut && !isSaid && own) cut.push(element.textContent?.slice(0, 60) ?? "");
    }
    return cut;
  });
}
