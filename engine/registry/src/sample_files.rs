//! The programs of the sample image `eci_open/web`, held in the binary so that a newcomer needs no internet.

/// The programs of the sample image.
#[derive(Debug, Clone, Copy)]
pub struct SampleFiles {
    /// A static web server for this platform: one page about the container it runs in, on port 80.
    pub web: &'static [u8],
    /// Busybox, linked statically: the shell and tools for a look around.
    pub busybox: &'static [u8],
    /// Busybox's copyright and licence, which go with it.
    pub busybox_copyright: &'static [u8],
}

/// The files, where this build holds them: builds by plain `cargo build` in a fresh clone do not.
pub const SAMPLE_FILES: Option<SampleFiles> = include!(concat!(env!("OUT_DIR"), "/sample.rs"));
