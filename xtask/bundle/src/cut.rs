//! Takes code out of the browser's wasm that is linked and never runs.
//!
//! A value that hides its type holds a function for each thing that may be done with it, so the linker keeps them all. Some of
//! them nobody calls in this program. Their bodies are emptied here, before the wasm is split: what they alone used is
//! reachable no more, and is left out of every part. One that is called all the same ends the program, as a panic does.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::ops::Range;
use wasm_encoder::{Encode, RawSection, SectionId};
use wasmparser::{KnownCustom, Name, Parser, Payload, RelocAddendKind, RelocSectionReader, TypeRef};

/// Parts of the linker's names for them: hydration that waits (ours begins once the page's files are here), the list of routes
/// that a server makes, and streams from the wasm to the script. Each must be unlike any function that does run: the compiler
/// keeps one of several with the same code, by the name of any of them.
const NEVER_RUN: [&str; 3] =
    ["8into_any13hydrate_async17h", "21into_any_nested_route15generate_routes17h", "intounderlying"];

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
const END: u8 = 0x0b;

/// Empties the functions that never run, in a module that was linked with `--emit-relocs`.
///
/// Where a name does not occur, because a compiler makes other ones or the code has another one now, that is said, and nothing is cut.
///
/// # Errors
/// Where the module is not one that the linker wrote.
pub fn never_run(module: &[u8]) -> Result<Vec<u8>> {
    let payloads: Vec<Payload> = Parser::new(0).parse_all(module).collect::<Result<_, _>>()?;
    let sections: Vec<(u8, Range<usize>)> =
        payloads.iter().filter_map(Payload::as_section).map(|(id, range)| (id, within(&range))).collect();
    let code = sections.iter().position(|(id, _)| *id == SectionId::Code as u8).context("the module has code")?;
    let start = sections[code].1.start;
    let bodies = never_run_bodies(&payloads)?;

    let mut bytes = module.to_vec();
    for body in &bodies {
        bytes[body.clone()].fill(NOP);
        // A body begins with the number of its locals.
        bytes[body.start] = 0;
        bytes[body.start + 1] = UNREACHABLE;
        bytes[body.end - 1] = END;
    }
    let emptied: BTreeMap<usize, usize> = bodies.iter().map(|body| (body.start - start, body.end - start)).collect();
    let mut result = wasm_encoder::Module::new();
    for (payload, (id, range)) in payloads.iter().filter(|payload| payload.as_section().is_some()).zip(&sections) {
        let data = match relocations(payload).filter(|list| list.section_index() as usize == code) {
            Some(list) => without(list, &emptied)?,
            None => bytes[range.clone()].to_vec(),
        };
        result.section(&RawSection { id: *id, data: &data });
    }
    Ok(result.finish())
}

/// Where in the file the bodies of the functions that never run are.
fn never_run_bodies(payloads: &[Payload]) -> Result<Vec<Range<usize>>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut found = BTreeMap::new();
    for payload in payloads {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.clone().into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(within(&body.range())),
            Payload::CustomSection(custom) => {
                let KnownCustom::Name(kinds) = custom.as_known() else { continue };
                for kind in kinds {
                    let Name::Function(names) = kind? else { continue };
                    for name in names {
                        let name = name?;
                        // What describes a function to wasm-bindgen runs when the site is made.
                        if name.name.starts_with("__wbindgen_describe") {
                            continue;
                        }
                        let known = NEVER_RUN.iter().find(|part| name.name.contains(**part));
                        found.extend(known.map(|part| (name.index as usize, *part)));
                    }
                }
            }
            _ => {}
        }
    }
    for part in NEVER_RUN {
        if !found.values().any(|known| *known == part) {
            println!("No function of the wasm has {part} in its name: nothing of it is left out.");
        }
    }
    found.keys().map(|index| bodies.get(index - imported).cloned().context("the function has a body")).collect()
}

fn relocations<'a>(payload: &Payload<'a>) -> Option<RelocSectionReader<'a>> {
    match payload {
        Payload::CustomSection(custom) => match custom.as_known() {
            KnownCustom::Reloc(list) => Some(list),
            _ => None,
        },
        _ => None,
    }
}

/// The section that lists what the code refers to, without what the emptied bodies did.
fn without(list: RelocSectionReader, emptied: &BTreeMap<usize, usize>) -> Result<Vec<u8>> {
    let (mut kept, mut count) = (Vec::new(), 0_u32);
    for entry in list.entries() {
        let entry = entry?;
        let at = entry.offset as usize;
        if emptied.range(..=at).next_back().is_some_and(|(_, end)| at < *end) {
            continue;
        }
        count += 1;
        kept.push(entry.ty as u8);
        entry.offset.encode(&mut kept);
        entry.index.encode(&mut kept);
        if entry.ty.addend_kind() != RelocAddendKind::None {
            entry.addend.encode(&mut kept);
        }
    }
    let mut data = Vec::new();
    "reloc.CODE".encode(&mut data);
    list.section_index().encode(&mut data);
    count.encode(&mut data);
    data.extend(kept);
    Ok(data)
}

fn within(range: &Range<u64>) -> Range<usize> {
    range.start as usize..range.end as usize
}
