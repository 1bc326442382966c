// No page scrolls sideways, and none breaks a word of a table: every route, at seven widths, with the longest names that the rules allow.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Page } from "@playwright/test";
import { call, order, signIn } from "../support/actions.ts";
import { brokenWords } from "../support/layout.ts";
import { scalingGroup, template } from "../support/scaling.ts";
import { alone, expect, open, test } from "../support/test.ts";

const WIDTHS = [390, 900, 920, 1024, 1250, 1280, 1440];
const ROUTES = resolve(import.meta.dirname, "../../app/src/routes.rs");

/** Every path that the console knows, as its routes write them. */
function routes(): string[] {
  const source = readFileSync(ROUTES, "utf8");
  return [...source.matchAll(/path=path!\("([^"]*)"\)/g)].map((match) => match[1]!).filter((path) => path && path !== "/*any");
}

const long = (letters: string, length: number) => letters.repeat(length).slice(0, length);

/** Makes one of everything, each with a long name, and says what stands in the routes for the parts with a colon. */
async function fill(page: Page): Promise<Record<string, Record<string, string>>> {
  const name = long("breakwater", 64);
  const address = `registry.example.org/${long("deepwater", 60)}/${long("containerterminal", 120)}`;
  const image: [string, string] = [address, long("1.0.0-alpha", 100)];
  const group = await order(page, {
    name,
    images: [image, ["nginx", "latest"]],
    tags: { [long("key", 63)]: long("value", 63), owner: "harbour" },
  });
  await order(page, { name: "fails", images: [["fail/pull", long("x", 100)]] });
  const vpc = await call(page, "vpc_create", {
    form: { region: "local", name, description: long("d", 120), cidr: "172.20.0.0/16", ipv6: true },
  });
  const vswitch = await call(page, "vswitch_create", {
    form: { vpc, name, description: "", zone: "local-a", cidr: "172.20.0.0/20", ipv6: true },
  });
  const guard = await call(page, "security_group_create", { form: { vpc, name, description: long("d", 120), rules: [] } });
  const eip = await call(page, "eip_create", { form: { region: "local", name, bandwidth_mbps: 200 } });
  await call(page, "eip_bind", { id: eip, group });
  const first = { page: 1, size: 10, sort: "", descending: false, search: "" };
  const instances = await call(page, "registry_instance_list", { region: "local", page: first });
  const instance = instances.items.find((one: { name: string }) => one.name === "default").id;
  const namespace = await call(page, "namespace_create", { form: { instance, name: long("quayside", 64) } });
  const repository = await call(page, "repository_create", {
    form: { namespace, name: long("warehouse", 120), visibility: "Private", summary: long("s", 100), code_source: "Local Repository" },
  });
  await call(page, "registry_personal_create", { region: "local" });
  const unpaid = await call(page, "instance_order", {
    form: { region: "local", instance_type: "Basic Edition", name: long("ledger", 64), duration: "OneMonth" },
  });
  const scaling = await scalingGroup(page, { name, minimum: 1, maximum: 3, template: await template(page, ...image) });
  const rule = await call(page, "scaling_rule_create", {
    group: scaling,
    draft: {
      name: long("tide", 64),
      enabled: true,
      cooldown_seconds: null,
      kind: {
        Simple: {
          alarm: { metric: "Cpu", comparison: "AtLeast", threshold: 80_000, watch: { period_seconds: 60, periods: 3 } },
          adjustment: { Change: 1 },
        },
      },
    },
  });
  const pair = await call(page, "key_pair_create", { form: { region: "local", name: long("anchor", 64), public_key: null } });
  return {
    "/iam/key-pairs": { ":id": pair },
    "/containers/groups": { ":id": group },
    "/billing/orders": { ":id": unpaid },
    "/registry/instances": { ":instance": instance, ":repository": repository },
    "/network/vpcs": { ":id": vpc },
    "/network/vswitches": { ":id": vswitch },
    "/network/security-groups": { ":id": guard },
    "/network/eips": { ":id": eip },
    "/scaling/groups": { ":id": scaling, ":rule": rule },
  };
}

/** The pages of a route: its tabs as well. */
function pages(route: string, ids: Record<string, Record<string, string>>): string[] {
  const area = Object.keys(ids).find((area) => route.startsWith(`${area}/`));
  const path = route.replaceAll(/:\w+/g, (part) => ids[area ?? ""]?.[part] ?? part);
  const tabs: Record<string, string[]> = {
    "/containers/groups/:id": ["volumes", "events", "logs", "monitoring", "terminal", "text"],
    "/registry/instances/:instance": ["text"],
    "/registry/instances/:instance/access-control": ["vpc"],
    "/registry/instances/:instance/repositories/:repository": ["versions", "text"],
    "/network/vpcs/:id": ["security-groups"],
    "/network/security-groups/:id": ["outbound", "members"],
    "/scaling/groups/:id": ["sources", "rules", "activities", "monitoring", "yaml"],
  };
  return [path, ...(tabs[route] ?? []).map((tab) => `${path}?tab=${tab}`)];
}

/** By how much a page, or a table in it, is wider than its place, and what sticks out. */
function sticksOut(page: Page) {
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

test("no page scrolls sideways, however long the names and at any width", async ({ page }) => {
  test.setTimeout(180_000);
  await alone(page, async (own) => {
    await signIn(page, `${own.url}/`);
    const ids = await fill(page);
    const all = routes().flatMap((route) => pages(route, ids));
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter((path) => path.includes(":")), "every part of a route has something that stands for it").toEqual([]);
    const wide: string[] = [];
    for (const path of all) {
      await open(page, `${own.url}${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        const how = await sticksOut(page);
        if (how) wide.push(`${path} at ${width}: ${how}`);
        const broken = await brokenWords(page);
        if (broken.length > 0) wide.push(`${path} at ${width}: broken: ${broken.join(" ")}`);
      }
    }
    expect(wide).toEqual([]);
  });
});
