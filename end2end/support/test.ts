// What every test starts from: a server per worker, and a page on which any noise is a failure.
import { get } from "node:http";
import { test as base, expect, type Page } from "@playwright/test";
import { type Runtime, Server } from "./server.ts";
import { type Language, type Say, WORDS } from "./words.ts";

/** Noise that a test provokes on purpose: `noise.expect(/pattern/)`. */
export class Noise {
  private readonly seen: string[] = [];
  private readonly expected: RegExp[] = [];

  add(what: string) {
    this.seen.push(what);
  }

  /** Allows noise of this form until the test's end. */
  expect(pattern: RegExp) {
    this.expected.push(pattern);
  }

  /** What was heard and not expected. */
  get unexpected(): string[] {
    return this.seen.filter((what) => !this.expected.some((pattern) => pattern.test(what)));
  }
}

/** Writes down everything on a page that a person should never cause: errors, panics, refusals, missing files. */
export function listen(page: Page, noise: Noise) {
  page.on("pageerror", (error) => noise.add(`error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    // Hydration mismatches arrive as warnings, or in some browsers as plain messages.
    const isNoise = ["error", "warning"].includes(message.type()) || /hydrat|panicked/i.test(text);
    if (isNoise) noise.add(`console ${message.type()}: ${text} (${message.location().url})`);
  });
  page.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    const isAsset = path.startsWith("/assets/") || path === "/favicon.svg";
    if (response.status() >= 500 || (isAsset && response.status() >= 400)) {
      noise.add(`${response.status()} ${response.request().method()} ${path}`);
    }
  });
  page.on("requestfailed", (request) => {
    // A page that is left cancels what it was loading.
    const reason = request.failure()?.errorText ?? "";
    if (reason !== "net::ERR_ABORTED") noise.add(`failed: ${request.method()} ${request.url()} ${reason}`);
  });
}

/** How Chromium says that an address of this machine came or went while it was loading something. */
const NETWORK_CHANGED = /net::ERR_NETWORK_CHANGED/;

interface TestFixtures {
  noise: Noise;
  /** The language that the browser asks for. */
  language: Language;
  /** The words of that language. */
  say: Say;
}

interface WorkerFixtures {
  server: Server;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    async ({}, use, worker) => {
      const server = new Server(worker.project.name === "host" ? "host" : ("simulated" satisfies Runtime));
      await server.start();
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
  language: async ({ locale }, use) => {
    await use(locale?.startsWith("zh") ? "zh" : "en");
  },
  say: async ({ language }, use) => {
    await use(WORDS[language]);
  },
  noise: async ({ server }, use) => {
    const noise = new Noise();
    // Where containers are real, interfaces of this machine come and go, and the browser breaks off what it is loading.
    if (server.runtime === "host") noise.expect(NETWORK_CHANGED);
    await use(noise);
  },
  page: async ({ page, noise }, use) => {
    listen(page, noise);
    await use(page);
    expect(noise.unexpected, "the page was quiet").toEqual([]);
  },
});

export { expect };

/** Opens a path as a new visitor would, and waits until the page answers to clicks and keys. */
export async function open(page: Page, path: string) {
  await page.goto(path).catch((error: Error) => {
    if (!NETWORK_CHANGED.test(error.message)) throw error;
    return page.goto(path);
  });
  await hydrated(page);
}

/** Waits until a page that was loaded anew answers to clicks and keys. */
export async function hydrated(page: Page) {
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
}

/** Does something on a server of its own, on which nobody else makes anything. */
export async function alone(page: Page, work: (own: Server) => Promise<void>) {
  const own = new Server("simulated");
  await own.start();
  try {
    await work(own);
  } finally {
    await page.goto("about:blank");
    await own.remove();
  }
}

/** Fetches a page from this machine; the reason where it does not come in time. */
export function fetchPage(url: string): Promise<string> {
  return new Promise((done) => {
    // A connection of its own each time, as a new visitor has.
    const asked = get(url, { agent: false, timeout: 3_000 }, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part));
      answer.on("end", () => done(text));
      answer.on("error", (error) => done(`broken: ${error.message}`));
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer")));
    asked.on("error", (error) => done(`broken: ${error.message}`));
  });
}
