// Clients of the registry that come from an address of their choice.
import { request } from "node:http";
import type { Page } from "@playwright/test";
import { call } from "./actions.ts";

export const LOGIN = "Push-and-pull-1";

/** Sets the Docker login password of the person who is signed in. */
export async function setLogin(page: Page) {
  await call(page, "registry_password_reset", { password: LOGIN });
}

/** Asks the registry as `admin`, from a source address of this machine's loopback, and returns the status. */
export function ask(server: { url: string }, path: string, from: string, password = LOGIN, method = "GET") {
  const url = new URL(path, server.url);
  return new Promise<number>((done, failed) => {
    const asked = request(
      {
        host: url.hostname,
        port: url.port,
        path: url.pathname + url.search,
        method,
        localAddress: from,
        auth: `admin:${password}`,
      },
      (answer) => {
        answer.resume();
        answer.on("end", () => done(answer.statusCode ?? 0));
      },
    );
    asked.on("error", failed);
    asked.end();
  });
}

/** Buys an instance by the server functions that the pages call, and returns its id. */
export async function buy(page: Page, name: string): Promise<string> {
  const form = { region: "local", instance_type: "Basic Edition", name, duration: "OneMonth" };
  const id = await call(page, "instance_order", { form });
  await call(page, "order_agree", { id });
  return await call(page, "order_pay", { id });
}
