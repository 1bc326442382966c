// The first five minutes, as the README tells them, in English and in Chinese and with real containers: from an empty machine to one's own
// image, scaled by itself, that outlives the server.
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { call, openGroup, order, reaches, row, signIn, tab } from "../support/actions.ts";
import { makeImage, push } from "../support/image.ts";
import { fillBasics, finishOrder, openDetails, openOrder, toOtherSettings, unsubscribe } from "../support/order.ts";
import { createScaling, runsPushed } from "../support/scaling.ts";
import { Server } from "../support/server.ts";
import { expect, fetchPage, hydrated, open, test as base } from "../support/test.ts";
import { LANGUAGES, LOCALES } from "../support/words.ts";

const REGISTRY_PASSWORD = "Docker-passw0rd";
const OWN_PASSWORD = "My-0wn-password";

/** On a server of the test's own, which nobody has signed in to. */
const test = base.extend<{ own: Server }>({
  own: async ({}, use) => {
    const own = new Server("host", false);
    await own.start();
    await use(own);
    await own.remove();
  },
  baseURL: async ({ own }, use) => {
    await use(own.url);
  },
});

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: LOCALES[language] });

    test("the first five minutes: the sample, an own image, a group of it, a scaling group, and a killed server", async ({
      page,
      own: server,
      noise,
      say,
    }) => {
      test.setTimeout(300_000);
      const main = page.getByRole("main");
      const side = page.locator("#sidenav");
      const ok = { name: say("ui", "ok"), exact: true };

      await test.step("1: the one-time password leads to one's own", async () => {
        expect(server.log).toContain(server.oneTimePassword);
        await signIn(page, "/", say, server.oneTimePassword);
        await expect(page).toHaveURL(/\/password/);
        await page.getByLabel(say("iam", "one-time-password")).fill(server.oneTimePassword);
        await page.getByLabel(say("iam", "new-password"), { exact: true }).fill(OWN_PASSWORD);
        await page.getByLabel(say("iam", "new-password-again")).fill(OWN_PASSWORD);
        await page.getByRole("button", { name: say("console", "change-password") }).click();
        await hydrated(page);
        await expect(page.getByRole("heading", { level: 1, name: say("console", "overview") })).toBeVisible();
      });

      await test.step("2: the sample runs, and is looked into", async () => {
        await page.getByRole("button", { name: say("console", "run-sample") }).first().click();
        await expect(page).toHaveURL(/\/containers\/groups\/eci-/);
        await reaches(page, say("kinds", "state-running"));
        await tab(page, say("containers", "events")).click();
        await expect(row(page, "Started").first()).toContainText(say("kinds", "event-normal"));
        await tab(page, say("containers", "logs")).click();
        await expect(page.getByRole("log", { name: say("ui", "log-lines") }).getByRole("listitem").first()).toBeVisible();
        await tab(page, say("containers", "monitoring")).click();
        await expect(page.getByRole("figure").filter({ hasText: say("containers", "memory-by-container") })).toBeVisible();
        await tab(page, say("containers", "remote-connection")).click();
        await page.getByRole("button", { name: say("containers", "connect") }).click();
        const terminal = page.getByRole("textbox", { name: /terminal/i }).first();
        await expect(page.getByText(say("ui", "connected")).first()).toBeVisible();
        await terminal.pressSequentially("echo answer-$((40+2))\r");
        await expect(page.getByText("answer-42").first()).toBeVisible();
      });
      const sample = new URL(page.url()).pathname.split("/").at(-1) ?? "";

      await test.step("3: an image of one's own is pushed", async () => {
        await open(page, "/account");
        await page.getByRole("button", { name: say("iam", "reset-docker-password") }).click();
        const reset = page.getByRole("dialog", { name: say("iam", "reset-docker-password") });
        await reset.getByLabel(say("iam", "new-password"), { exact: true }).fill(REGISTRY_PASSWORD);
        await reset.getByLabel(say("iam", "confirm-password")).fill(REGISTRY_PASSWORD);
        await reset.getByRole("button", ok).click();
        await expect(reset).toBeHidden();

        const products = page.getByRole("navigation", { name: say("console", "products"), exact: true });
        await products.getByRole("link", { name: say("kinds", "product-registry") }).click();
        await page.getByRole("link", { name: "default", exact: true }).first().click();
        await side.getByRole("link", { name: say("console", "namespace") }).click();
        await page.getByRole("button", { name: say("registry", "create-namespace") }).first().click();
        const naming = page.getByRole("dialog", { name: say("registry", "create-namespace") });
        await naming.getByRole("textbox", { name: say("console", "namespace") }).fill("x-eci");
        await naming.getByRole("button", ok).click();
        await expect(row(page, "x-eci")).toBeVisible();

        // The push makes the repository.
        const layout = makeImage("Hello from the pushed image");
        push(layout, `${new URL(server.url).host}/default/x-eci/web:1`, "admin", REGISTRY_PASSWORD);
        rmSync(dirname(layout), { recursive: true });
        await side.getByRole("link", { name: say("console", "image-repositories") }).click();
        await row(page, "x-eci").getByRole("link", { name: say("registry", "manage") }).click();
        await tab(page, say("registry", "image-versions")).click();
        await expect(row(page, "sha256:")).toContainText("1");
      });

      let own = "";
      await test.step("4: a group of it is ordered and looked into", async () => {
        await openOrder(page, say);
        await fillBasics(page, say, "journey");
        await page.getByRole("button", { name: say("containers", "select-image"), exact: true }).click();
        const picker = page.getByRole("dialog", { name: say("containers", "select-image") });
        await picker.getByRole("row").filter({ hasText: "x-eci/web" }).getByRole("radio").check();
        await picker.getByRole("button", ok).click();
        await page.getByLabel(say("containers", "image-version")).fill("1");
        await toOtherSettings(page, say);
        // Its shell does not listen to TERM, so it is given its whole grace period.
        await page.getByRole("spinbutton", { name: say("containers", "grace-field") }).fill("2");
        await finishOrder(page, say, "journey");
        own = await openDetails(page, say, "journey");
        await reaches(page, say("kinds", "state-running"));

        await tab(page, say("containers", "events")).click();
        for (const words of ["Scheduled", "Pulled", "Created", "Started"]) {
          await expect(row(page, words).first()).toBeVisible();
        }
        await tab(page, say("containers", "logs")).click();
        await expect(page.getByText("line 2", { exact: true }).first()).toBeVisible();
        await expect(page.getByText("line 4", { exact: true }).first()).toBeVisible();

        await tab(page, say("containers", "remote-connection")).click();
        await page.getByRole("button", { name: say("containers", "connect") }).click();
        const terminal = page.getByRole("textbox", { name: /terminal/i }).first();
        await expect(page.getByText(say("ui", "connected")).first()).toBeVisible();
        // The registry as seen from inside the VPC: it is there, and asks who one is.
        await terminal.pressSequentially("wget -O- http://registry-vpc.internal/v2/ 2>&1 | tail -1\r");
        await expect(page.getByText(/401 Unauthorized/).first()).toBeVisible();
        await terminal.pressSequentially("yes > /dev/null &\r");
        await expect
          .poll(
            async () => {
              const figures = await call(page, "container_group_figures", { id: own, range: "FiveMinutes" });
              return figures.samples.at(-1)?.cpu.usage_nano_cores ?? 0;
            },
            { timeout: 40_000, message: "CPU use rises under load" },
          )
          .toBeGreaterThan(300_000_000);
        await tab(page, say("containers", "monitoring")).click();
        await expect(page.getByRole("figure").filter({ hasText: say("containers", "cpu-utilisation") })).toBeVisible();

        const began = (await call(page, "container_group_view", { id: own })).containers[0].state;
        await page.getByRole("button", { name: say("containers", "restart") }).first().click();
        const notice = page.getByRole("dialog", { name: say("ui", "notice") });
        await notice.getByRole("button", { name: say("containers", "confirm") }).click();
        await expect(notice).toBeHidden();
        const anew = async () => {
          const { row: group, containers } = await call(page, "container_group_view", { id: own });
          return group.state === "Running" && JSON.stringify(containers[0].state) !== JSON.stringify(began);
        };
        await expect.poll(anew, { timeout: 30_000, message: "the group runs anew" }).toBe(true);
        await reaches(page, say("kinds", "state-running"));

        const { row: group, spec } = await call(page, "container_group_view", { id: own });
        const visitor = await order(page, {
          name: "visitor",
          images: [["replaced", "1"]],
          restartPolicy: "Never",
          atOnce: true,
          container: {
            image: spec.containers[0].image,
            version: spec.containers[0].version,
            command: "/bin/wget",
            arguments: ["-qO-", `http://${group.private_ip}/`],
          },
        });
        await openGroup(page, visitor, "logs");
        await expect(page.getByText("Hello from the pushed image").first()).toBeVisible();
        await openGroup(page, visitor);
        await reaches(page, say("kinds", "state-succeeded"));
        await unsubscribe(page, say, visitor);
      });

      await test.step("5: a scaling group runs it by itself", async () => {
        await createScaling(page, say, "eci_scaling_group");
        await runsPushed(page, say, "default/x-eci/web");
      });

      await test.step("6: the server is killed, and everything goes on", async () => {
        const before = await call(page, "container_group_view", { id: sample });
        const address = `http://${before.row.private_ip}/`;
        await expect.poll(() => fetchPage(address)).toContain("It runs.");
        // The open page's streams break, and the browser says so.
        noise.expect(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/);
        await server.kill();
        expect(await fetchPage(address), "it answers while no server lives").toContain("It runs.");
        await server.start();
        await openGroup(page, sample);
        await reaches(page, say("kinds", "state-running"));
        const after = await call(page, "container_group_view", { id: sample });
        expect(after.row.private_ip).toBe(before.row.private_ip);
        expect(after.containers[0].state, "the container was not started again").toEqual(before.containers[0].state);
      });

      for (const id of [sample, own]) await unsubscribe(page, say, id);
      await expect(row(page, "journey")).toHaveCount(0, { timeout: 60_000 });
      await expect(main.getByText(sample)).toHaveCount(0);
    });
  });
}
