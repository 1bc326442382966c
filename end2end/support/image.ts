// An image made by the test: busybox and a page, as an OCI layout that any client can push.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BUSYBOX = process.env.GANTRY_BUSYBOX ?? "/bin/busybox";

/** What the image runs unless told otherwise: a web server, and a line each second. */
export const COMMAND = "httpd -p 80 -h /www; i=0; while true; do i=$((i+1)); echo line $i; sleep 1; done";

function run(program: string, words: string[]) {
  const done = spawnSync(program, words, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${program} ${words.join(" ")}: ${done.stderr || done.error}`);
}

/** Makes the image and returns the folder of its layout; it is the caller's to remove. */
export function makeImage(greeting: string): string {
  const folder = mkdtempSync(join(tmpdir(), "gantry-image-"));
  const root = join(folder, "root");
  const blobs = join(folder, "layout/blobs/sha256");
  mkdirSync(join(root, "bin"), { recursive: true });
  mkdirSync(join(root, "www"));
  mkdirSync(blobs, { recursive: true });
  copyFileSync(BUSYBOX, join(root, "bin/busybox"));
  chmodSync(join(root, "bin/busybox"), 0o755);
  for (const applet of ["sh", "httpd", "sleep", "wget", "yes", "ls", "cat", "stty", "killall"]) {
    symlinkSync("busybox", join(root, "bin", applet));
  }
  writeFileSync(join(root, "www/index.html"), greeting);
  const layer = join(folder, "layer.tar");
  run("tar", ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "-C", root, "-cf", layer, "."]);
  const put = (bytes: Buffer, mediaType: string) => {
    const hex = createHash("sha256").update(bytes).digest("hex");
    writeFileSync(join(blobs, hex), bytes);
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  };
  const json = (value: unknown, mediaType: string) => put(Buffer.from(JSON.stringify(value)), mediaType);
  const filesystem = put(readFileSync(layer), "application/vnd.oci.image.layer.v1.tar");
  const config = json(
    {
      architecture: "amd64",
      os: "linux",
      config: { Env: ["PATH=/bin"], Cmd: ["/bin/sh", "-c", COMMAND] },
      rootfs: { type: "layers", diff_ids: [filesystem.digest] },
    },
    "application/vnd.oci.image.config.v1+json",
  );
  const manifest = json(
    { schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json", config, layers: [filesystem] },
    "application/vnd.oci.image.manifest.v1+json",
  );
  const layout = join(folder, "layout");
  writeFileSync(join(layout, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  writeFileSync(join(layout, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [manifest] }));
  rmSync(root, { recursive: true });
  rmSync(layer);
  return layout;
}

/** Pushes a layout as people do, with a normal client. */
export function push(layout: string, address: string, user: string, password: string) {
  run("skopeo", ["copy", "--dest-tls-verify=false", `--dest-creds=${user}:${password}`, `oci:${layout}`, `docker://${address}`]);
}
