// Networks with real containers: rules under a running request, VPCs with one range, EIPs that outlive the server, and the sample's own.
import { get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type Page } from "@playwright/test";
import { call, openGroup, order, reaches, row, sampleImage, signIn, tab } from "../support/actions.ts";
import { expect, fetchPage, open, test } from "../support/test.ts";

test.describe.configure({ mode: "serial" });

/** A page that is served on port 80, with the text and nothing else. */
const serves = (text: string) => script(`/bin/busybox mkdir -p /srv; echo ${text} > /srv/index.html; exec /bin/busybox httpd -f -p 80 -h /srv`);

/** One container that runs this. */
const script = (line: string) => ({ command: "/bin/sh", arguments: ["-c", line] });

async function removeGroup(page: Page, id: string) {
  await open(page, "/containers/groups");
  await call(page, "container_group_unsubscribe", { id });
  await expect
    .poll(
      async () => {
        const list = await call(page, "container_group_list", {
          filter: { region: "local", states: "All", tag: null, page: { page: 1, size: 100, sort: "", descending: false, search: "" } },
        });
        return JSON.stringify(list).includes(id);
      },
      { timeout: 60_000, message: "the group is gone" },
    )
    .toBe(false);
}

/** Makes an EIP on its page, binds it there to a group, and returns its address. */
async function bindNewEip(page: Page, name: string, group: string): Promise<string> {
  await open(page, "/network/eips/create");
  await page.getByLabel("EIP Name").fill(name);
  await page.getByRole("spinbutton", { name: /Bandwidth/ }).fill("20");
  await page.getByRole("button", { name: "Create EIP" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("button", { name: "Bind", exact: true }).click();
  const bind = page.getByRole("dialog", { name: /^Bind EIP/ });
  await bind.getByLabel("Container group").selectOption(group);
  await bind.getByRole("button", { name: "Bind" }).click();
  await expect(page.getByRole("button", { name: "Unbind" })).toBeVisible();
  const text = (await page.getByRole("main").textContent()) ?? "";
  return /127\.\d+\.\d+\.\d+/.exec(text)?.[0] ?? "";
}

test("a rule closes a port under a running request and opens it again", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "/network/eips");
  const [address, version] = await sampleImage(page);
  const endless = `while :; do /bin/busybox nc -l -p 80 -e /bin/sh -c 'printf "HTTP/1.0 200 OK\\r\\n\\r\\n"; exec /bin/busybox yes'; done`;
  const id = await order(page, { name: "endless", images: [[address, version]], container: script(endless) });
  const eip = await bindNewEip(page, "of-endless", id);

  let bytes = 0;
  let last = 0;
  let ended = "";
  const request = await new Promise<ReturnType<typeof get>>((done, failed) => {
    const ask = (left: number) => {
      const asked = get(`http://${eip}/`, { agent: false }, (answer) => {
        answer.on("data", (part: Buffer) => {
          bytes += part.length;
          last = Date.now();
        });
        answer.on("close", () => (ended = "closed"));
        done(asked);
      });
      // The container may take a moment to listen.
      asked.on("error", (error) => (left > 0 ? void pause(100).then(() => ask(left - 1)) : failed(error)));
    };
    ask(100);
  });
  const flows = async () => {
    const before = bytes;
    await expect.poll(() => bytes, { message: "the answer goes on" }).toBeGreaterThan(before + 100_000);
  };
  await flows();

  await open(page, "/network/security-groups");
  await page.getByRole("link", { name: "Default-Security-Group" }).click();
  await page.getByRole("button", { name: "Add Rule" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add Inbound Rule" });
  await dialog.getByLabel("Ports").fill("80");
  await dialog.getByLabel("Priority").fill("1");
  await dialog.getByText("Drop", { exact: true }).click();
  await dialog.getByLabel("Description").fill("Closed for a moment");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog).toBeHidden();
  // What was on its way arrives; then nothing does.
  await expect.poll(() => Date.now() - last, { message: "the answer stalls, ms" }).toBeGreaterThan(1_000);
  expect(await fetchPage(`http://${eip}/`), "and nobody else comes in").toMatch(/^broken/);

  const made = page.getByRole("table", { name: "Inbound rules" }).getByRole("row").filter({ hasText: "Closed for a moment" });
  await made.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
  await expect(made).toHaveCount(0);
  await flows();
  expect(ended, "it is the same request").toBe("");
  request.destroy();
  await removeGroup(page, id);
});

test("groups of two VPCs with one range and one address meet only their own", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, "/network/vpcs");
  const [address, version] = await sampleImage(page);
  const made: { place: object; server: string }[] = [];
  for (const name of ["left", "right"]) {
    const vpc = await call(page, "vpc_create", {
      form: { region: "local", name, description: "", cidr: "192.168.0.0/16", ipv6: false },
    });
    const vswitch = await call(page, "vswitch_create", {
      form: { vpc, name: `${name}-a`, description: "", zone: "local-a", cidr: "192.168.7.0/24", ipv6: false },
    });
    // The page's own beginning: everything inside the VPC.
    await open(page, `/network/security-groups/create?vpc=${vpc}`);
    await page.getByLabel("Security Group Name").fill(`${name}-sg`);
    await page.getByRole("button", { name: "Create Security Group" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `${name}-sg` })).toBeVisible();
    const security_group = new URL(page.url()).pathname.split("/").at(-1);
    const place = { vpc, subnets: [vswitch], security_group };
    const server = await order(page, { name: `server-${name}`, images: [[address, version]], place, container: serves(name) });
    made.push({ place, server });
  }
  const [left, right] = made as [(typeof made)[0], (typeof made)[0]];
  const ip = async (id: string) => (await call(page, "container_group_view", { id })).row.private_ip;
  const shared = await ip(left.server);
  expect(await ip(right.server), "both have the same address").toBe(shared);
  // Two more on the right: the second has an address that nobody has on the left, where the visitor takes the first's.
  const more = [];
  for (const name of ["right-2", "right-3"]) {
    more.push(await order(page, { name, images: [[address, version]], place: right.place, container: serves(name) }));
  }
  const alone = await ip(more[1]!);

  const visitors = [];
  for (const [{ place }, own, other] of [
    [left, "left", "nobody"],
    [right, "right", "right-3"],
  ] as const) {
    const ask = (to: string) => `/bin/busybox timeout 5 /bin/busybox wget -qO- http://${to}/ || echo nobody`;
    const id = await order(page, {
      name: `visitor-${own}`,
      images: [[address, version]],
      place,
      restartPolicy: "Never",
      atOnce: true,
      container: script(`echo shared: $(${ask(shared)}); echo alone: $(${ask(alone)})`),
    });
    await openGroup(page, id);
    await reaches(page, "Succeeded");
    await tab(page, "Logs").click();
    await expect(page.getByText(`shared: ${own}`, { exact: true }).first()).toBeVisible();
    await expect(page.getByText(`alone: ${other}`, { exact: true }).first()).toBeVisible();
    visitors.push(id);
  }
  for (const id of [left.server, right.server, ...more, ...visitors]) await removeGroup(page, id);
});

test("a page is fetched through an EIP while the server is killed and comes back", async ({ page, server, noise }) => {
  test.setTimeout(120_000);
  await signIn(page, "/network/eips");
  const [address, version] = await sampleImage(page);
  const id = await order(page, { name: "behind-eip", images: [[address, version]] });
  const eip = await bindNewEip(page, "of-sample", id);
  const url = `http://${eip}/`;
  await expect.poll(() => fetchPage(url), { message: "the sample's page" }).toContain("It runs.");

  // The open page's streams break, and the browser says so.
  noise.expect(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/);
  const seen: string[] = [];
  let asking = true;
  const visitor = (async () => {
    while (asking) {
      seen.push(/It runs\./.exec(await fetchPage(url))?.[0] ?? "no page");
      await pause(20);
    }
  })();
  await expect.poll(() => seen.length).toBeGreaterThan(5);
  await server.kill();
  const atKill = seen.length;
  await expect.poll(() => seen.length, { message: "fetched while no server lives" }).toBeGreaterThan(atKill + 20);
  await server.start();
  await openGroup(page, id);
  await reaches(page, "Running");
  const atStart = seen.length;
  await expect.poll(() => seen.length).toBeGreaterThan(atStart + 20);
  asking = false;
  await visitor;
  expect(new Set(seen), "each of them was the page").toEqual(new Set(["It runs."]));

  // Unbound, nobody answers there.
  await open(page, "/network/eips?q=of-sample");
  await row(page, "of-sample").getByRole("button", { name: "Unbind" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
  await expect(row(page, "of-sample")).toContainText("Not bound");
  await expect.poll(() => fetchPage(url), { message: "nobody answers any more" }).toMatch(/^broken/);
  await removeGroup(page, id);
});

test("the sample gets an EIP and shows its page on it", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "/");
  await page.getByRole("button", { name: "Run the sample" }).first().click();
  await expect(page).toHaveURL(/\/containers\/groups\/eci-/);
  await reaches(page, "Running");
  const way = page.getByRole("main").getByRole("link", { name: /^http:\/\/127\..*\/$/ });
  const opened = page.context().waitForEvent("page");
  await way.click();
  const shown = await opened;
  await expect(shown.getByRole("heading", { name: "It runs." })).toBeVisible();
  await shown.close();
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const eip = new URL((await way.getAttribute("href")) ?? "").hostname;
  await removeGroup(page, id);
  // It was made with the group and goes with it.
  await open(page, "/network/eips");
  await expect(page.getByText(eip)).toHaveCount(0);
});
