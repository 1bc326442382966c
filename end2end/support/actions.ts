// What people do again and again, in their own words.
import { expect, type Locator, type Page } from "@playwright/test";
import { PASSWORD } from "./server.ts";
import { hydrated, open } from "./test.ts";
import { WORDS } from "./words.ts";

/** Signs in as the administrator and lands on the page asked for. */
export async function signIn(page: Page, path = "/", say = WORDS.en, password = PASSWORD) {
  await page.goto(path);
  await page.getByLabel(say("iam", "user-name")).fill("admin");
  await page.getByLabel(say("iam", "password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: say("ui", "sign-in") }).click();
  await hydrated(page);
}

/** The row of a table that holds this text. */
export function row(page: Page, text: string): Locator {
  return page.getByRole("row").filter({ hasText: text });
}

/** A view of a thing: tabs are links, because the view is in the address. */
export function tab(page: Page, name: string | RegExp): Locator {
  return page.getByRole("main").getByRole("navigation").getByRole("link", { name });
}

/** Waits until the group's details show the state; a start may take a while. */
export async function reaches(page: Page, state: string, timeout = 30_000) {
  await expect(page.getByRole("main").getByText(state, { exact: true }).first()).toBeVisible({ timeout });
}

export interface Sketch {
  name: string;
  /** Address and version. */
  images: [string, string][];
  restartPolicy?: "Always" | "OnFailure" | "Never";
  tags?: Record<string, string>;
  /** VPC, subnets and security group; the region's first without. */
  place?: object;
  /** What each container has beside its image. */
  container?: object;
  /** Comes back at once, while the group is still on its way. */
  atOnce?: boolean;
}

/** Orders a group by the server function that the order page calls, and returns its id. */
export async function order(page: Page, sketch: Sketch): Promise<string> {
  const options = await call(page, "container_group_order_options", { region: "local" });
  const vpc = options.vpcs[0];
  const containers = sketch.images.map(([address, version], index) => ({
    name: `container-${index + 1}`,
    image: { Address: address },
    version,
    ...sketch.container,
  }));
  const made = await call(page, "container_group_create", {
    order: {
      region: "local",
      name: sketch.name,
      quantity: 1,
      tags: sketch.tags ?? {},
      agreed: true,
      spec: {
        vpc: vpc.id,
        subnets: [vpc.subnets[0].id],
        security_group: vpc.security_groups[0][0],
        ...sketch.place,
        deployment: "SingleZone",
        size: { Basic: { vcpu: 1, gib: 2 } },
        restart_policy: sketch.restartPolicy ?? "Always",
        containers,
        grace_seconds: 5,
      },
    },
  });
  const id: string = made[0];
  if (!sketch.atOnce) {
    await expect
      .poll(async () => (await call(page, "container_group_view", { id })).row.state, { timeout: 20_000 })
      .not.toMatch(/^(Scheduling|Pending)$/);
  }
  return id;
}

/** Address and version of the sample image. */
export async function sampleImage(page: Page): Promise<[string, string]> {
  const { sample_yaml: text } = await call(page, "scaling_group_options", { region: "local" });
  const image: string = /image:\s*(\S+)/.exec(text)?.[1] ?? "";
  const colon = image.lastIndexOf(":");
  return [image.slice(0, colon), image.slice(colon + 1)];
}

/** Calls a server function as the page's own script would. */
export async function call(page: Page, endpoint: string, body: unknown) {
  const origin = new URL(page.url()).origin;
  const response = await page.request.post(`${origin}/api/${endpoint}`, {
    data: body,
    headers: { origin, accept: "application/json" },
  });
  const text = await response.text();
  if (!response.ok()) throw new Error(`${endpoint}: ${response.status()} ${text}`);
  return JSON.parse(text);
}

/** Opens a group's page at a tab. */
export async function openGroup(page: Page, id: string, tab = "") {
  await open(page, `/containers/groups/${id}${tab ? `?tab=${tab}` : ""}`);
}
