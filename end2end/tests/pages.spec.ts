// Every page in both languages: a heading, a title, no noise; at every width and in both themes nothing sticks out, is cut or broken; and
// axe objects to nothing. With the longest names that the rules allow, and the lists also while they are empty.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { call, order, signIn } from "../support/actions.ts";
import { brokenLabels, brokenWords, cutHints, cutTexts, sticksOut } from "../support/layout.ts";
import { scalingGroup, template } from "../support/scaling.ts";
import { alone, expect, open, test } from "../support/test.ts";
import { LANGUAGES, type Language, LOCALES } from "../support/words.ts";

const WIDTHS = [390, 900, 1440];

/** Widths between them, at which columns move: looked at in one theme and in the language with the longer words. */
const MORE_WIDTHS = [920, 1024, 1250, 1280];

/** Where axe looks: it takes as long as all the rest. */
const AXE: Record<Language, { theme: "light" | "dark"; width: number }> = {
  en: { theme: "light", width: 1440 },
  zh: { theme: "dark", width: 390 },
};

const ROUTES = resolve(import.meta.dirname, "../../app/src/routes.rs");

/** Every path that the console knows, as its routes write them. */
function routes(): string[] {
  const source = readFileSync(ROUTES, "utf8");
  return [...source.matchAll(/path=path!\("([^"]*)"\)/g)].map((match) => match[1]!).filter((path) => path && path !== "/*any");
}

const repeat = (letters: string, length: number) => letters.repeat(length).slice(0, length);

/** What stands for a name or a description of this length, in the letters of the language. */
const LONG: Record<Language, (length: number) => string> = {
  en: (length) => repeat("breakwater", length),
  zh: (length) => repeat("防波堤与集装箱码头", length),
};

/** Makes one of everything, each with a long name, and says what stands in the routes for the parts with a colon. */
async function fill(page: Page, language: Language): Promise<Record<string, Record<string, string>>> {
  const long = LONG[language];
  // What is a part of an address has Latin letters alone.
  const name = repeat("breakwater", 64);
  const address = `registry.example.org/${repeat("deepwater", 60)}/${repeat("containerterminal", 120)}`;
  const image: [string, string] = [address, repeat("1.0.0-alpha", 100)];
  const group = await order(page, {
    name,
    images: [image, ["nginx", "latest"]],
    tags: { [long(63)]: long(63), owner: "harbour" },
  });
  await order(page, { name: "fails", images: [["fail/pull", repeat("x", 100)]] });
  const vpc = await call(page, "vpc_create", {
    form: { region: "local", name: long(64), description: long(120), cidr: "172.20.0.0/16", ipv6: true },
  });
  const vswitch = await call(page, "vswitch_create", {
    form: { vpc, name: long(64), description: "", zone: "local-a", cidr: "172.20.0.0/20", ipv6: true },
  });
  const guard = await call(page, "security_group_create", { form: { vpc, name: long(64), description: long(120), rules: [] } });
  const eip = await call(page, "eip_create", { form: { region: "local", name: long(64), bandwidth_mbps: 200 } });
  await call(page, "eip_bind", { id: eip, group });
  const first = { page: 1, size: 10, sort: "", descending: false, search: "" };
  const instances = await call(page, "registry_instance_list", { region: "local", page: first });
  const instance = instances.items.find((one: { name: string }) => one.name === "default").id;
  const namespace = await call(page, "namespace_create", { form: { instance, name: repeat("quayside", 64) } });
  const repository = await call(page, "repository_create", {
    form: { namespace, name: repeat("warehouse", 120), visibility: "Private", summary: long(100), code_source: "Local Repository" },
  });
  await call(page, "registry_personal_create", { region: "local" });
  const unpaid = await call(page, "instance_order", {
    form: { region: "local", instance_type: "Basic Edition", name: repeat("ledger", 64), duration: "OneMonth" },
  });
  const scaling = await scalingGroup(page, { name, minimum: 1, maximum: 3, template: await template(page, ...image) });
  const rule = await call(page, "scaling_rule_create", {
    group: scaling,
    draft: {
      name: repeat("tide", 64),
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
  const pair = await call(page, "key_pair_create", { form: { region: "local", name: long(64), public_key: null } });
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
    "/scaling/groups/create": ["by=yaml"],
    "/scaling/groups/:id": ["sources", "rules", "activities", "monitoring", "yaml"],
  };
  return [path, ...(tabs[route] ?? []).map((tab) => `${path}?${tab.includes("=") ? tab : `tab=${tab}`}`)];
}

/** Looks at a page in every theme and at every width, and says what is wrong with it. */
async function faults(page: Page, url: string, language: Language): Promise<string[]> {
  await open(page, url);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/ · Gantry$|^Gantry/);
  const found: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const more = theme === "light" && language === "en" ? MORE_WIDTHS : [];
    for (const width of [...WIDTHS, ...more]) {
      await page.setViewportSize({ width, height: 800 });
      const wrong = [
        await sticksOut(page),
        ...(await brokenWords(page)).map((word) => `broken: ${word}`),
        ...(await brokenLabels(page)).map((label) => `in two lines: ${label}`),
        ...(await cutTexts(page)).map((text) => `cut: ${text}`),
        ...(await cutHints(page)).map((hint) => `hint cut: ${hint}`),
      ];
      if (AXE[language].theme === theme && AXE[language].width === width) {
        // There is no frame of another origin, and what passed is of no interest: both take most of its time.
        const axe = new AxeBuilder({ page }).setLegacyMode().options({ runOnly: ["wcag2a", "wcag2aa"], resultTypes: ["violations"] });
        const { violations } = await axe.analyze();
        wrong.push(...violations.map((fault) => `${fault.id}: ${fault.nodes[0]?.html}`));
      }
      found.push(...wrong.filter(Boolean).map((what) => `${new URL(url).pathname} at ${width}, ${theme}: ${what}`));
    }
  }
  return found;
}

/** Two tests of about one length, which run beside each other. */
const HALVES: [string, (route: string) => boolean][] = [
  ["networks, scaling and help", (route) => /^\/(network|scaling|help)/.test(route)],
  ["all others", (route) => !/^\/(network|scaling|help)/.test(route)],
];

// A trace of a thousand looks takes longer than they do, and what is wrong says the list.
test.use({ trace: "off" });

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: LOCALES[language] });

    test("every list of a new installation is whole, wide and narrow, light and dark", async ({ page, say }) => {
      test.setTimeout(120_000);
      await alone(page, async (own) => {
        await signIn(page, `${own.url}/`, say);
        const all = routes();
        const lists = all.filter((path) => !path.includes(":") && all.some((other) => other.startsWith(`${path}/:`)));
        expect(lists.length).toBeGreaterThan(8);
        const wrong: string[] = [];
        for (const path of ["/", "/iam/operation-logs", "/registry/instances/personal", ...lists]) {
          wrong.push(...(await faults(page, `${own.url}${path}`, language)));
        }
        expect(wrong).toEqual([]);
      });
    });

    for (const [half, isIn] of HALVES) {
      test.describe(half, () => {
        test("no page scrolls sideways, however long the names and at any width", async ({ page, say }) => {
          test.setTimeout(240_000);
          await alone(page, async (own) => {
            await signIn(page, `${own.url}/`, say);
            const ids = await fill(page, language);
            const wrong: string[] = [];
            for (const route of routes().filter(isIn)) {
              for (const path of pages(route, ids)) {
                expect(path, "every part of a route has something that stands for it").not.toContain(":");
                wrong.push(...(await faults(page, `${own.url}${path}`, language)));
                // A page of no thing is called in the language.
                if (language === "zh" && !route.includes(":")) expect(await page.title(), path).toMatch(/\p{Script=Han}/u);
              }
            }
            expect(wrong).toEqual([]);
          });
        });
      });
    }
  });
}
