//! The letters of one page, with their places: what the page's drawing instructions put where.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, Point};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};

/// A letter, or several that are drawn as one, on a page. Lengths are in points.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it means. A character that the file does not name is U+FFFD.
    pub text: String,
    /// Where it begins and ends along its line, in the direction in which the line is read.
    pub from: f32,
    pub to: f32,
    /// Where its line is: larger is further down.
    pub line: f32,
    /// The size of its font.
    pub size: f32,
    pub is_bold: bool,
    /// The file marks it as part of the page and not of the text.
    pub is_artifact: bool,
    pub direction: Direction,
}

/// Which way a line runs on the page as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    Right,
    Down,
    Left,
    Up,
    /// Neither along nor across the page, as a stamp "DRAFT" may run.
    Slanted,
}

impl Direction {
    pub const ALL: [Direction; 5] = [
        Direction::Right,
        Direction::Down,
        Direction::Left,
        Direction::Up,
        Direction::Slanted,
    ];

    fn of(along: (f64, f64)) -> Direction {
        let (x, y) = along;
        let is_straight = x.abs().min(y.abs()) < 0.1 * x.abs().max(y.abs());
        match () {
            () if !is_straight => Direction::Slanted,
            () if x > 0.0 && x > y.abs() => Direction::Right,
            () if x < 0.0 && -x > y.abs() => Direction::Left,
            () if y > 0.0 => Direction::Down,
            () => Direction::Up,
        }
    }

    /// A place on the page as (along the line, down the page) for a reader who turns the page.
    fn turned(self, place: Point) -> (f32, f32) {
        let (x, y) = (place.x as f32, place.y as f32);
        match self {
            Direction::Right | Direction::Slanted => (x, y),
            Direction::Down => (y, -x),
            Direction::Left => (-x, -y),
            Direction::Up => (-y, x),
        }
    }
}

/// What a page may cost: beyond it, reading stops. Counted and not timed, so that the same file is
/// read the same way on every machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    pub glyphs: usize,
    pub steps: usize,
}

impl Allowance {
    pub fn is_used_up(self) -> bool {
        self.glyphs == 0 || self.steps == 0
    }
}

/// That a page costs more than its [`Allowance`]. It is thrown through the interpreter, which has no
/// other way of being stopped.
pub(super) struct TooCostly;

/// Collects the glyphs of a page.
pub(super) struct Collector {
    pub glyphs: Vec<Glyph>,
    pub pictures: usize,
    left: Allowance,
    /// What the file says of each open piece of marked content.
    marked: Vec<Mark>,
}

/// What a file says of a piece of its content.
enum Mark {
    /// It is a running head, a page number, a background.
    Artifact,
    /// It means a text (`ActualText`); with the glyphs that it is drawn with.
    Means {
        text: String,
        drawn: Option<Glyph>,
    },
    Other,
}

impl Collector {
    pub fn new(allowance: Allowance) -> Collector {
        Collector {
            glyphs: Vec::new(),
            pictures: 0,
            left: allowance,
            marked: Vec::new(),
        }
    }

    /// What is left of the allowance.
    pub fn left(&self) -> Allowance {
        self.left
    }

    fn step(&mut self) {
        match self.left.steps.checked_sub(1) {
            Some(left) => self.left.steps = left,
            None => std::panic::resume_unwind(Box::new(TooCostly)),
        }
    }

    fn add(&mut self, mut glyph: Glyph) {
        match self.left.glyphs.checked_sub(1) {
            Some(left) => self.left.glyphs = left,
            None => std::panic::resume_unwind(Box::new(TooCostly)),
        }
        glyph.is_artifact = self
            .marked
            .iter()
            .any(|mark| matches!(mark, Mark::Artifact));
        let meant = self.marked.iter_mut().find_map(|mark| match mark {
            Mark::Means { drawn, .. } => Some(drawn),
            _ => None,
        });
        match meant {
            None => self.glyphs.push(glyph),
            Some(Some(drawn)) if (drawn.line - glyph.line).abs() < SAME => {
                drawn.to = drawn.to.max(glyph.to);
            }
            // A text over several lines is put where its first line is.
            Some(Some(_)) => {}
            Some(drawn) => *drawn = Some(glyph),
        }
    }
}

impl Device<'_> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        self.step();
        // Letters that are filled and outlined are drawn twice.
        if matches!(mode, DrawMode::Stroke(_)) && self.repeats(run, &props) {
            return;
        }
        let is_bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
        for glyph in run.glyphs() {
            let placed = placed(glyph, props.transform * glyph.transform(), is_bold);
            if let Some(placed) = placed {
                self.add(placed);
            }
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.step();
        let text = properties.and_then(|dict| dict.get::<PdfString<'_>>(b"ActualText"));
        self.marked.push(match text {
            Some(text) => Mark::Means {
                text: super::text_string(text.as_bytes()),
                drawn: None,
            },
            None if tag == b"Artifact" => Mark::Artifact,
            None => Mark::Other,
        });
    }

    fn end_marked_content(&mut self) {
        if let Some(Mark::Means {
            text,
            drawn: Some(mut glyph),
        }) = self.marked.pop()
        {
            glyph.text = plain(&text);
            self.glyphs.push(glyph);
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.step();
        self.pictures += 1;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.step();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.step();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

impl Collector {
    /// Whether the run was just drawn at the same place.
    fn repeats(&self, run: &GlyphRun<'_, '_>, props: &DrawProps<'_>) -> bool {
        let first = run.glyphs().first();
        let first =
            first.and_then(|glyph| placed(glyph, props.transform * glyph.transform(), false));
        let Some(first) = first else { return false };
        let recent = self.glyphs.iter().rev().take(run.glyphs().len() + 1);
        recent.into_iter().any(|glyph| {
            let apart = (glyph.from - first.from).abs() + (glyph.line - first.line).abs();
            glyph.text == first.text && apart < SAME
        })
    }
}

/// Letters less apart than this many points are at the same place.
const SAME: f32 = 0.01;

/// Font programs are measured in thousandths of their size.
const UNITS: f64 = 1000.0;

fn placed(glyph: &Drawn<'_>, transform: Affine, is_bold: bool) -> Option<Glyph> {
    let origin = transform * Point::ZERO;
    let along = transform * Point::new(UNITS, 0.0) - origin;
    let up = transform * Point::new(0.0, UNITS) - origin;
    let size = up.hypot() as f32;
    let is_drawable = origin.is_finite() && size.is_finite() && size > 0.01;
    if !is_drawable {
        return None;
    }
    let direction = Direction::of((along.x, along.y));
    let (from, line) = direction.turned(origin);
    let wide = width(glyph) / UNITS as f32 * along.hypot() as f32;
    Some(Glyph {
        text: meaning(glyph),
        from,
        to: from + wide,
        line,
        size,
        is_bold,
        is_artifact: false,
        direction,
    })
}

fn width(glyph: &Drawn<'_>) -> f32 {
    let width = match glyph {
        Drawn::Outline(glyph) => glyph.advance_width(),
        Drawn::Type3(glyph) => glyph.advance_width(),
    };
    width.filter(|width| width.is_finite()).unwrap_or(500.0)
}

fn is_bold(glyph: &Drawn<'_>) -> bool {
    let Drawn::Outline(glyph) = glyph else {
        return false;
    };
    let Some(font) = glyph.font_data() else {
        return false;
    };
    let name = font
        .postscript_name
        .unwrap_or_default()
        .to_ascii_lowercase();
    font.weight.is_some_and(|weight| weight >= 600) || name.contains("bold")
}

/// What a glyph means, with ligatures taken apart.
fn meaning(glyph: &Drawn<'_>) -> String {
    let text = match glyph.as_unicode() {
        Some(BfString::Char(char)) => char.to_string(),
        Some(BfString::String(text)) => text,
        None => guess(glyph).unwrap_or('\u{fffd}').to_string(),
    };
    plain(&text)
}

/// A bitmap font of TeX has no table of characters, but its codes are mostly those of ASCII.
fn guess(glyph: &Drawn<'_>) -> Option<char> {
    let Drawn::Type3(glyph) = glyph else {
        return None;
    };
    let code = glyph.char_code();
    let ligature = TEX_CODES.iter().find(|(known, _)| *known == code);
    let ascii = char::from_u32(code).filter(char::is_ascii_graphic);
    ligature.map(|&(_, char)| char).or(ascii)
}

/// The codes of TeX's text fonts (T1, and OT1 below 16) that are not those of ASCII.
const TEX_CODES: &[(u32, char)] = &[
    (11, 'ﬀ'),
    (12, 'ﬁ'),
    (13, 'ﬂ'),
    (14, 'ﬃ'),
    (15, 'ﬄ'),
    (16, '“'),
    (17, '”'),
    (21, '–'),
    (22, '—'),
    (27, 'ﬀ'),
    (28, 'ﬁ'),
    (29, 'ﬂ'),
    (30, 'ﬃ'),
    (31, 'ﬄ'),
    (39, '’'),
    (96, '‘'),
];

/// A text with its ligatures taken apart, one kind of space and one kind of hyphen.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match LETTERS.iter().find(|(known, _)| *known == char) {
            Some((_, letters)) => out.push_str(letters),
            None if char.is_whitespace() => out.push(' '),
            None if char.is_control() || is_private(char) => out.push('\u{fffd}'),
            None => out.push(char),
        }
    }
    out
}

/// A code that each font uses as it likes.
fn is_private(char: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&char)
}

const LETTERS: &[(char, &str)] = &[
    ('ﬀ', "ff"),
    ('ﬁ', "fi"),
    ('ﬂ', "fl"),
    ('ﬃ', "ffi"),
    ('ﬄ', "ffl"),
    ('ﬅ', "st"),
    ('ﬆ', "st"),
    ('\u{2010}', "-"),
    ('\u{2011}', "-"),
    // The bullets of the fonts Symbol and Wingdings.
    ('\u{f0b7}', "•"),
    ('\u{f0a7}', "•"),
    ('\u{f0d8}', "•"),
];
