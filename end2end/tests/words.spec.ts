// The console in Chinese: by the browser's language, by the choice in the top bar, before the sign-in; and English for everyone else.
import { type Page } from "@playwright/test";
import { PASSWORD } from "../support/server.ts";
import { brokenWords } from "../support/layout.ts";
import { signIn } from "../support/actions.ts";
import { expect, hydrated, open, test } from "../support/test.ts";

/** Signs in on the Chinese sign-in page. */
async function signInChinese(page: Page, path: string) {
  await page.goto(path);
  await page.locator("input[name=user]").fill("admin");
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator("button[type=submit].primary").click();
  await hydrated(page);
}

async function choose(page: Page, language: "English" | "中文") {
  await page.getByRole("button", { name: /^(Language|语言)$/ }).click();
  await page.getByRole("menuitem", { name: language }).click();
  await hydrated(page);
}

/** How a letter is drawn. Where there is no font, all look alike. */
function drawn(page: Page, letter: string): Promise<string> {
  return page.evaluate((letter) => {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d")!;
    pen.font = `32px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(letter, 0, 40);
    return canvas.toDataURL();
  }, letter);
}

test.describe("a browser that prefers Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("gets the first page and the quota page in Chinese, as a document and by a link", async ({ page }) => {
    await signInChinese(page, "/");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await expect(page.getByRole("heading", { level: 1, name: "概览" })).toBeVisible();
    await expect(page).toHaveTitle("概览 · Gantry");
    await expect(page.getByRole("heading", { name: "运行示例" })).toBeVisible();
    await page.locator("#sidenav").getByRole("link", { name: "容器组" }).click();
    await page.locator("#sidenav").getByRole("link", { name: "权益配额" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "权益配额" })).toBeVisible();
    await open(page, "/containers/quota");
    await expect(page.getByRole("heading", { level: 1, name: "权益配额" })).toBeVisible();
    const table = page.getByRole("table", { name: "弹性容器实例" });
    await expect(table.getByRole("columnheader", { name: "使用上限" })).toBeVisible();
    await expect(table.getByRole("row").filter({ hasText: "容器组" })).toContainText("充足");
    expect(await drawn(page, "概"), "each letter has a shape of its own").not.toEqual(await drawn(page, "览"));
    for (const width of [1440, 900, 390]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await brokenWords(page)).toEqual([]);
    }
  });

  test("signs in, and gets a page that is not there, in Chinese", async ({ page, noise }) => {
    noise.expect(/404/);
    await signInChinese(page, "/");
    await open(page, "/no/such/page");
    await expect(page.getByRole("heading", { level: 1, name: "页面不存在" })).toBeVisible();
    await expect(page.getByText("/no/such/page 没有对应的页面")).toBeVisible();
  });
});

test("English stays what it is, and the choice of Chinese is kept until another one", async ({ page }) => {
  await signIn(page, "/containers/quota?region=local");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1, name: "Entitlement Quota" })).toBeVisible();
  await choose(page, "中文");
  await expect(page).toHaveURL(/\/containers\/quota\?region=local$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("heading", { level: 1, name: "权益配额" })).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1, name: "权益配额" })).toBeVisible();
  await page.getByRole("button", { name: "语言" }).click();
  await expect(page.getByRole("menuitem", { name: "中文" })).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("Escape");
  await choose(page, "English");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1, name: "Entitlement Quota" })).toBeVisible();
});

test("the language is chosen on the sign-in page, without script, and goes along", async ({ browser, server }) => {
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/containers/quota");
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page).toHaveURL(/\/login\?next=/);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  const answer = await page.request.get("/login");
  expect(answer.headers()["vary"]).toMatch(/accept-language/);
  expect(answer.headers()["content-language"]).toBe("zh-CN");
  await context.close();
});
