// What the console says, from the catalogues that it is built with: tests find things by the words of a language.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { FluentBundle, type FluentFunction, FluentResource, type FluentVariable } from "@fluent/bundle";

const CATALOGUES = resolve(import.meta.dirname, "../../app/words");

export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a browser of each language asks for. */
export const LOCALES: Record<Language, string> = { en: "en-GB", zh: "zh-CN" };

/**
 * A message of an area in one language: `say("containers", "instance-name")`, with arguments where it has some. What is said below the
 * pages is in areas such as `messages/containers`.
 */
export type Say = (area: string, key: string, given?: Record<string, FluentVariable>) => string;

/** The words of a language. A message that no catalogue has is a fault of the test. */
function read(language: Language): Say {
  const folder = join(CATALOGUES, language);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ftl"));
  const areas = files.map((file) => {
    // Markup in a sentence, and a message in another one, are on the page what is given for them.
    const given: FluentFunction = ([text]) => text ?? "";
    const bundle = new FluentBundle(LOCALES[language], { useIsolating: false, functions: { NODE: given, MESSAGE: given } });
    const faults = bundle.addResource(new FluentResource(readFileSync(join(folder, file), "utf8")));
    if (faults.length > 0) throw new Error(`${language}/${file}: ${faults.join("; ")}`);
    return [file.replace(/\.ftl$/, ""), bundle] as const;
  });
  const bundles = new Map(areas);
  return (area, key, given) => {
    const bundle = bundles.get(area);
    const text = bundle?.getMessage(key)?.value;
    if (!bundle || !text) throw new Error(`${language}/${area}.ftl has no message ${key}`);
    return bundle.formatPattern(text, given);
  };
}

/** The words of each language. */
export const WORDS: Record<Language, Say> = { en: read("en"), zh: read("zh") };

/** What one accepts with an order. */
export function agreement(say: Say): string {
  const names = { service: say("console", "service-agreement"), level: say("console", "service-level-agreement") };
  return say("console", "agree", names);
}
