// Help: what people ask and how Gantry answers it, in both languages; terms, scenarios, agreements; whom to ask.
import { type Page } from "@playwright/test";
import { call, signIn } from "../support/actions.ts";
import { PASSWORD, Server } from "../support/server.ts";
import { expect, hydrated, open, test } from "../support/test.ts";

/** A question of the sources: its row, its place in the address, what is asked and what the answer must say, and where it leads. */
interface Asked {
  row: string;
  id: string;
  english: [RegExp, ...RegExp[]];
  chinese: [RegExp, ...RegExp[]];
  links?: string[];
}

const ASKED: Asked[] = [
  {
    row: "GEN-19",
    id: "find-instance",
    english: [/Enterprise Edition instance/, /Instance List/, /click on its name/],
    chinese: [/企业版实例/, /实例列表/, /单击实例名称/],
    links: ["/registry/instances"],
  },
  {
    row: "GEN-20",
    id: "personal-images",
    english: [/Personal Edition/, /^Yes\./, /Enterprise images, Personal images and images by their address/, /opens on Enterprise Image, because/],
    chinese: [/个人版/, /^可以。/, /企业版镜像、个人版镜像/, /默认显示企业版镜像，因为/],
    links: ["/registry/instances/personal", "/scaling/groups"],
  },
  {
    row: "GEN-21",
    id: "whitelist",
    english: [/default whitelist rule/, /only the addresses that they name/, /127\.0\.0\.1\/32/, /any client with valid credentials can pull and push/],
    chinese: [/默认的白名单规则/, /只有规则中的地址/, /127\.0\.0\.1\/32/, /任何持有有效凭证的客户端都可以拉取和推送/],
  },
  {
    row: "GEN-22",
    id: "change-image",
    english: [/scaling configuration that is enabled/, /Not in place/, /makes the next one; Apply/, /Those that run stay as they are/],
    chinese: [/伸缩配置启用后/, /不能直接修改/, /下一个版本；通过“应用”/, /保持不变/],
    links: ["/scaling/groups"],
  },
  {
    row: "GEN-23",
    id: "verify-deployment",
    english: [/new image has arrived/, /Instance Configuration Sources/, /tab Events/, /Containers shows its address/, /Not yet: pipelines with release orders/],
    chinese: [/新镜像已部署/, /实例配置来源/, /“事件”/, /“容器”显示镜像地址/, /暂不支持：带发布单的流水线/],
  },
  {
    row: "GEN-24",
    id: "charging",
    english: [/charged/, /by the second/, /not yet taken from the balance/, /Other products that would be paid separately/],
    chinese: [/如何收费/, /按秒计价/, /尚未从余额中扣除/, /需要另行付费的其他产品/],
    links: ["/billing/orders", "/help/agreements"],
  },
  {
    row: "GEN-25",
    id: "vcpu",
    english: [/how much vCPU/, /Entitlement Quota/, /used amount and the upper limit/],
    chinese: [/vCPU 的使用额/, /权益配额/, /已使用量和使用上限/],
    links: ["/containers/quota"],
  },
  { row: "GEN-26", id: "gpu", english: [/GPU/, /^Not yet\./, /no type of them/], chinese: [/GPU/, /^暂不支持。/, /没有对应的规格/] },
  {
    row: "GEN-27",
    id: "monitoring-spec",
    english: [/monitoring/, /the group’s own/, /no more than the group’s size/],
    chinese: [/监控数据/, /容器组自身的数据/, /最多只能使用容器组的规格/],
  },
  {
    row: "GEN-28",
    id: "private-images",
    english: [/private images/, /^Yes/, /without any credential/, /Not yet: private images of other registries/],
    chinese: [/私有镜像/, /^支持/, /无需凭证/, /暂不支持：其他镜像仓库/],
  },
  {
    row: "GEN-29",
    id: "image-cache",
    english: [/image caches/, /^Not yet/, /stays on this machine/],
    chinese: [/镜像缓存/, /^暂不支持/, /保留在本机/],
  },
  {
    row: "GEN-30",
    id: "security-group",
    english: [/change the security group/, /^No\./, /create the container group again/],
    chinese: [/修改安全组/, /^不支持。/, /重新创建容器组/],
  },
  {
    row: "GEN-31",
    id: "outside-access",
    english: [/from outside/, /Bind an EIP/, /Not yet: NAT gateways/],
    chinese: [/从外网访问/, /绑定 EIP/, /暂不支持：NAT 网关/],
    links: ["/network/eips", "/network/security-groups"],
  },
  {
    row: "GEN-32",
    id: "port-mapping",
    english: [/port mapping/, /^No\./, /private IP and the container’s own port/, /EIP and the same port/],
    chinese: [/端口映射/, /^不支持。/, /内网 IP 和容器端口/, /EIP 和相同的端口/],
  },
  {
    row: "GEN-33",
    id: "persistence",
    english: [/data kept/, /^Not yet: there are no volumes/, /go with the group when it is unsubscribed/],
    chinese: [/数据持久化/, /^暂不支持：目前没有数据卷/, /退订容器组时一并删除/],
    links: ["/help/glossary"],
  },
  {
    row: "GEN-34",
    id: "group-id",
    english: [/ID of a container group/, /list of container groups/, /a click copies it/],
    chinese: [/容器组 ID/, /容器组列表/, /单击即可复制/],
    links: ["/containers/groups"],
  },
  {
    row: "GEN-35",
    id: "docker-hub",
    english: [/Docker Hub/, /^Not yet by its address/, /docker tag, and push it/],
    chinese: [/Docker Hub/, /^暂不支持直接按地址拉取/, /再推送/],
    links: ["/registry/instances"],
  },
  {
    row: "GEN-36",
    id: "one-console",
    english: [/other consoles/, /^No\./, /are all here/],
    chinese: [/其他控制台/, /^不需要。/, /都在这里操作/],
  },
];

const PAGES = ["/help", "/help/faq", "/help/glossary", "/help/scenarios", "/help/agreements"];

async function answers(page: Page, language: "english" | "chinese") {
  await open(page, "/help/faq");
  await expect(page.locator("article.question")).toHaveCount(ASKED.length);
  for (const { row, id, links, ...said } of ASKED) {
    const question = page.locator(`article#${id}`);
    const [asked, first, ...others] = said[language];
    await expect(question.getByRole("heading"), row).toContainText(asked);
    await expect(question.locator("p").first(), row).toHaveText(first!);
    for (const words of others) await expect(question, row).toContainText(words);
    for (const path of links ?? []) await expect(question.locator(`a[href="${path}"]`), row).toBeVisible();
  }
}

test("each question of the sources has its answer", async ({ page }) => {
  await signIn(page, "/help/faq");
  await answers(page, "english");
});

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("each question of the sources has its answer in Chinese, and so have the other pages of help", async ({ page }) => {
    await page.goto("/help");
    await page.locator("input[name=user]").fill("admin");
    await page.locator("input[name=password]").fill(PASSWORD);
    await page.locator("button[type=submit].primary").click();
    await hydrated(page);
    await expect(page.getByRole("heading", { level: 1, name: "帮助" })).toBeVisible();
    await answers(page, "chinese");
    await page.getByRole("searchbox", { name: "搜索常见问题" }).fill("安全组");
    await expect(page.locator("article#security-group")).toBeVisible();
    await expect(page.locator("article#gpu")).toHaveCount(0);
    for (const [path, heading, words] of [
      ["/help/glossary", "术语表", /集群中的控制节点/],
      ["/help/scenarios", "应用场景与分层", /弹性流量业务/],
      ["/help/agreements", "协议", /不承诺任何可用性指标/],
    ] as const) {
      await open(page, path);
      await expect(page.getByRole("heading", { level: 1, name: heading, exact: true })).toBeVisible();
      await expect(page.getByRole("main")).toContainText(words);
    }
  });
});

test("every link of help leads to a page that is there", async ({ page }) => {
  await signIn(page, "/help");
  const places = new Set<string>();
  for (const path of PAGES) {
    await open(page, path);
    const links = await page.locator("main a[href]").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    for (const link of links) places.add(link);
  }
  expect(places.size).toBeGreaterThan(30);
  for (const place of places) {
    const answer = await page.request.get(place);
    expect(answer.status(), place).toBe(200);
    const anchor = new URL(place).hash.slice(1);
    if (anchor) expect(await answer.text(), place).toContain(`id="${anchor}"`);
  }
});

test("what is not built is never named without saying so", async ({ page }) => {
  await signIn(page, "/help/faq");
  const later = /NAT gateway|load balancer|pipeline|release order|volume|GPU|image cache|log service|Kubernetes|virtual node/i;
  const said = /^Not yet|Not yet:|Until there are volumes|Not built yet|not connected yet/;
  await open(page, "/help/faq");
  const paragraphs = await page.locator("article.question > p:not(.see)").allTextContents();
  expect(paragraphs.length).toBeGreaterThan(30);
  expect(paragraphs.filter((text) => later.test(text) && !said.test(text))).toEqual([]);
  await open(page, "/help/scenarios");
  for (const today of await page.locator("dt:text-is('Today') + dd").allTextContents()) expect(today).not.toMatch(later);
  await open(page, "/help/agreements");
  await expect(page.getByRole("main")).toContainText("No availability is promised");
  expect(await page.getByRole("main").innerText()).not.toMatch(/\d\s*%/);
});

test("a question is found by its words, and by its address", async ({ page }) => {
  await signIn(page, "/help");
  await page.getByRole("searchbox", { name: "Search the questions" }).fill("whitelist");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/help\/faq\?q=whitelist$/);
  await expect(page.locator("article#whitelist")).toBeVisible();
  await expect(page.locator("article#gpu")).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: "question" })).toHaveText("1 question");
  const search = page.getByRole("searchbox", { name: "Search the questions" });
  await search.fill("no such words");
  await expect(page.getByText("No question has these words")).toBeVisible();
  await page.getByRole("link", { name: "All Questions" }).click();
  await expect(page.locator("article.question")).toHaveCount(ASKED.length);
  await expect(search).toHaveValue("");

  // Cold, by its address, and by the link beside it.
  await open(page, "/help/faq#monitoring-spec");
  await expect(page.locator("article.meant")).toHaveAttribute("id", "monitoring-spec");
  await expect(page.locator("article#monitoring-spec")).toBeInViewport();
  await page.getByRole("navigation", { name: "Topics" }).getByRole("link", { name: "Network" }).click();
  await expect(page).toHaveURL(/#network$/);
  await expect(page.getByRole("heading", { level: 2, name: "Network" })).toBeInViewport();
  await page.locator("article#find-instance").getByRole("link", { name: /Link to this question/ }).click();
  await expect(page).toHaveURL(/#find-instance$/);
  await expect(page.locator("article.meant")).toHaveAttribute("id", "find-instance");
});

test("the terms of Kubernetes are explained beside what Gantry has", async ({ page }) => {
  await signIn(page, "/help/glossary");
  const table = page.getByRole("table", { name: "In Kubernetes" });
  for (const [term, words] of [
    ["Master", "controls a cluster"],
    ["Node", "runs workloads"],
    ["Pod", "Container group"],
    ["Deployment", "Scaling group"],
    ["StatefulSet", "storage of its own"],
    ["Service", "lasting address"],
    ["ConfigMap", "Configuration as keys and values"],
    ["Namespace", "kept apart"],
    ["Label", "Tag"],
    ["Volume", "read and write"],
    ["PersistentVolume", "set up"],
    ["PersistentVolumeClaim", "request for storage"],
  ] as const) {
    await expect(table.getByRole("row").filter({ has: page.getByText(term, { exact: true }).first() }).first()).toContainText(words);
  }
  await expect(page.getByRole("table", { name: "In Gantry" }).getByRole("row").filter({ hasText: "Image cache" })).toContainText("Not built yet");
});

test("scenarios say what is there today and what not yet, and the layers stand on one another", async ({ page }) => {
  await signIn(page, "/help/scenarios");
  for (const [name, today, later] of [
    ["Elastic traffic", /Scaling groups/, /Load balancers/],
    ["Continuous delivery", /A registry/, /Pipelines/],
    ["Big-data computing", /prices by the second/, /cloud hosts/],
    ["Several engines", /One ground/, /functions or AI/],
  ] as const) {
    const card = page.getByRole("region", { name });
    await expect(card.locator("dt:text-is('Today') + dd")).toHaveText(today);
    await expect(card.locator("dt:text-is('Not yet') + dd")).toHaveText(later);
  }
  await expect(page.getByText(/starts in seconds, and it is created and released on demand/)).toBeVisible();
  await expect(page.locator("ol.layers > li > b")).toHaveText(["Workloads", "Container groups", "Network and registry", "Runtime"]);
  await expect(page.locator("ol.layers")).toContainText("Kubernetes, which manages workloads on Pods: not connected yet");
});

test("an order links to both agreements, which open beside what was typed", async ({ page, context }) => {
  await signIn(page, "/containers/groups/create");
  await page.getByLabel("Instance Name").fill("eci-agrees");
  await page.getByLabel("Container Image").fill("nginx");
  await page.getByLabel("Image Version").fill("latest");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Confirm Order" }).click();
  const box = page.getByRole("checkbox", { name: "I have read, understood and accept the Service Agreement and the Service Level Agreement" });
  for (const name of ["Service Agreement", "Service Level Agreement"]) {
    const opened = context.waitForEvent("page");
    await page.getByRole("link", { name, exact: true }).click();
    const beside = await opened;
    await expect(beside.getByRole("heading", { level: 2, name, exact: true })).toBeInViewport();
    await beside.close();
    await expect(box).not.toBeChecked();
  }
  await expect(page).toHaveURL(/step=confirm/);
  await expect(page.getByRole("main")).toContainText("eci-agrees");

  const form = { region: "local", instance_type: "Basic Edition", duration: "OneMonth", name: "agrees" };
  const id = await call(page, "instance_order", { form });
  await open(page, `/billing/orders/${id}/confirm`);
  for (const name of ["Service Agreement", "Service Level Agreement"]) {
    await expect(page.getByRole("link", { name, exact: true })).toHaveAttribute("target", "_blank");
  }
  await call(page, "order_cancel", { id });
});

test("help is reached from the navigation, the user menu, the products and the search", async ({ page }) => {
  await signIn(page, "/");
  await page.locator("#sidenav").getByRole("link", { name: "Help" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Help" })).toBeVisible();
  await page.locator("#sidenav").getByRole("link", { name: "Glossary" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Glossary" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("agreements");
  await expect(page.getByRole("option", { name: "Agreements" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/help\/agreements$/);
  await open(page, "/network/vpcs");
  await page.getByRole("button", { name: /^User menu/ }).click();
  const menu = page.locator("#user");
  await expect(menu.getByText("Support contact"), "nobody is named").toHaveCount(0);
  await menu.getByRole("link", { name: "Help" }).click();
  await expect(page).toHaveURL(/\/help$/);
  await expect(page.getByText("This installation names no contact.")).toBeVisible();
  await page.getByRole("button", { name: "All products" }).click();
  await expect(page.locator("#products").getByRole("link", { name: /^Help/ })).toHaveAttribute("href", "/help");
});

for (const [kind, contact, shown, href] of [
  ["an e-mail address", "mailto:ops@example.org?subject=Gantry", "ops@example.org", "mailto:ops@example.org?subject=Gantry"],
  ["words, and nothing in them is a link", "javascript:alert(1) or group 30390760", "javascript:alert(1) or group 30390760", undefined],
] as const) {
  test(`the support contact stands on Help and in the user menu: ${kind}`, async ({ page }) => {
    const own = new Server("simulated", true, ["--support-contact", contact]);
    await own.start();
    try {
      await signIn(page, `${own.url}/help`);
      const places = [page.getByRole("main").locator(".contact"), page.locator("#user .contact")];
      await page.getByRole("button", { name: /^User menu/ }).click();
      for (const place of places) {
        await expect(place).toContainText(shown);
        const link = place.getByRole("link");
        if (href) await expect(link).toHaveAttribute("href", href);
        else await expect(link).toHaveCount(0);
      }
      await expect(page.getByText("This installation names no contact.")).toHaveCount(0);
    } finally {
      await page.goto("about:blank");
      await own.remove();
    }
  });
}
