//! What it costs to interpret a page, found before it is interpreted, because the interpreter cannot
//! be stopped where nothing is drawn: forms can draw forms that draw forms, and all of them nothing.
//!
//! In: a page. Out: the bytes that the interpreter would go through, those of each form as often as
//! it is drawn. Counted and not timed, so that the same file is read the same way on every machine.

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::dict::keys::{
    ANNOTS, AP, G, N, RESOURCES, SHADING, SMASK, SUBTYPE,
};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use std::collections::HashMap;

/// How deep the interpreter goes into forms within forms.
const DEEPEST: usize = 50;

/// What drawing a form costs if there is nothing in it, in bytes of content that take as long.
const FORM: u64 = 64;

/// Bytes that the interpreter goes through for a page; `most` or more if it costs too much.
pub(super) fn of(page: &Page<'_>, most: u64) -> u64 {
    let length = page.page_stream().map_or(0, <[u8]>::len) as u64;
    if length >= most {
        return most;
    }
    let mut meter = Meter::new(most);
    let root = meter.add(Content {
        own: length,
        ..Content::default()
    });
    let resources = page.resources();
    meter.look(root, page.typed_operations(), resources, None);
    for form in appearances(page.raw()) {
        meter.draw(root, form, resources, None);
    }
    meter.all();
    meter.cost(root)
}

/// The forms by which annotations are drawn: fields of a form, stamps, notes.
fn appearances<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    let mut forms = Vec::new();
    let Some(annotations) = page.get::<Array<'_>>(ANNOTS) else {
        return forms;
    };
    for annotation in annotations.iter::<Dict<'_>>() {
        let normal = annotation
            .get::<Dict<'_>>(AP)
            .and_then(|looks| looks.get::<Object<'_>>(N));
        match normal {
            Some(Object::Stream(form)) => forms.push(form),
            Some(Object::Dict(states)) => {
                let keys: Vec<Name<'_>> = states.keys().collect();
                forms.extend(keys.iter().filter_map(|key| states.get::<Stream<'_>>(key)));
            }
            _ => {}
        }
    }
    forms
}

/// A piece of content that draws: that of the page, or of a form.
#[derive(Default)]
struct Content {
    /// What it costs without the forms that it draws.
    own: u64,
    /// The forms that it draws, and how often.
    draws: HashMap<usize, u64>,
}

/// A form, and the one whose resources it uses if it has none of its own; none for the page.
type Key = (ObjectIdentifier, Option<ObjectIdentifier>);

/// What is known of the contents of a page.
struct Meter<'a> {
    contents: Vec<Content>,
    known: HashMap<Key, usize>,
    /// Forms that were found and not looked at.
    waiting: Vec<(usize, Stream<'a>, Resources<'a>, Key)>,
    /// Bytes of all contents so far.
    looked: u64,
    most: u64,
}

/// What a name means, by what it costs to use it once.
#[derive(Clone, Copy)]
enum Means {
    Form(usize),
    Other(u64),
}

/// The kinds of names in a content, which are in different lists of its resources.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Drawn,
    State,
    Shading,
    Pattern,
}

impl<'a> Meter<'a> {
    fn new(most: u64) -> Meter<'a> {
        Meter {
            contents: Vec::new(),
            known: HashMap::new(),
            waiting: Vec::new(),
            looked: 0,
            most,
        }
    }

    fn add(&mut self, content: Content) -> usize {
        self.contents.push(content);
        self.contents.len() - 1
    }

    /// Looks at all forms that were found, unless they are too much already.
    fn all(&mut self) {
        while let Some((at, form, resources, key)) = self.waiting.pop() {
            if self.looked >= self.most {
                break;
            }
            let Ok(bytes) = form.decoded_data() else {
                continue;
            };
            self.looked += bytes.len() as u64;
            // A form is unpacked each time, and gone through.
            self.contents[at].own += 2 * bytes.len() as u64;
            let owner = key.1;
            self.look(at, TypedIter::new(&bytes), &resources, owner);
        }
    }

    /// Looks at the operators of a content.
    fn look(
        &mut self,
        at: usize,
        mut operators: TypedIter<'_>,
        resources: &Resources<'a>,
        owner: Option<ObjectIdentifier>,
    ) {
        let mut names: HashMap<(Kind, Vec<u8>), Means> = HashMap::new();
        let mut dashes = 0;
        while let Some(operator) = operators.next() {
            let (kind, name) = match &operator {
                TypedInstruction::XObject(x) => (Kind::Drawn, x.0),
                TypedInstruction::SetGraphicsState(state) => (Kind::State, state.0),
                TypedInstruction::Shading(shading) => (Kind::Shading, shading.0),
                TypedInstruction::NonStrokeColorNamed(color) => match color.1 {
                    Some(name) => (Kind::Pattern, name),
                    None => continue,
                },
                TypedInstruction::StrokeColorNamed(color) => match color.1 {
                    Some(name) => (Kind::Pattern, name),
                    None => continue,
                },
                // The state is copied, and the list of dashes with it.
                TypedInstruction::SaveState(_) => {
                    self.contents[at].own += dashes;
                    continue;
                }
                TypedInstruction::DashPattern(pattern) => {
                    dashes = pattern.0.data().len() as u64;
                    continue;
                }
                _ => continue,
            };
            let key = (kind, name.to_vec());
            let means = names
                .entry(key)
                .or_insert_with(|| self.means(kind, name, resources, owner));
            match *means {
                Means::Form(form) => *self.contents[at].draws.entry(form).or_default() += 1,
                Means::Other(cost) => {
                    let own = &mut self.contents[at].own;
                    *own = own.saturating_add(cost);
                }
            }
        }
    }

    fn means(
        &mut self,
        kind: Kind,
        name: &Name<'_>,
        resources: &Resources<'a>,
        owner: Option<ObjectIdentifier>,
    ) -> Means {
        let found = match kind {
            Kind::Drawn => {
                let stream = resources.get_x_object(name);
                let form = stream.filter(is_form);
                return form.map_or(Means::Other(0), |form| {
                    Means::Form(self.form(form, resources, owner))
                });
            }
            Kind::State => resources
                .get_ext_g_state(name)
                .and_then(|state| state.get::<Dict<'_>>(SMASK))
                .and_then(|mask| mask.get::<Object<'_>>(G)),
            Kind::Shading => resources.get_shading(name),
            Kind::Pattern => match resources.get_pattern(name) {
                Some(Object::Dict(pattern)) => pattern.get::<Object<'_>>(SHADING),
                _ => None,
            },
        };
        let size = match found {
            Some(Object::Stream(stream)) => stream.decoded_data().map_or(0, |data| data.len()),
            _ => 0,
        };
        Means::Other(size as u64)
    }

    /// Notes that a content draws a form.
    fn draw(
        &mut self,
        at: usize,
        form: Stream<'a>,
        resources: &Resources<'a>,
        owner: Option<ObjectIdentifier>,
    ) {
        let form = self.form(form, resources, owner);
        *self.contents[at].draws.entry(form).or_default() += 1;
    }

    /// The content of a form, which is looked at later if it is new.
    fn form(
        &mut self,
        form: Stream<'a>,
        resources: &Resources<'a>,
        owner: Option<ObjectIdentifier>,
    ) -> usize {
        let id = form.obj_id();
        let own = form.dict().get::<Dict<'_>>(RESOURCES).map(Resources::new);
        let key = (id, if own.is_some() { Some(id) } else { owner });
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let at = self.add(Content {
            own: FORM,
            ..Content::default()
        });
        self.known.insert(key, at);
        let resources = own.unwrap_or_else(|| resources.clone());
        self.waiting.push((at, form, resources, key));
        at
    }

    /// What a content costs with all that it draws.
    fn cost(&self, root: usize) -> u64 {
        if self.looked >= self.most {
            return self.most;
        }
        let own = || self.contents.iter().map(|content| content.own);
        let mut costs: Vec<u64> = own().collect();
        for _ in 0..DEEPEST {
            let with_forms = self.contents.iter().map(|content| {
                let drawn = content.draws.iter();
                let drawn = drawn.map(|(&form, times)| times.saturating_mul(costs[form]));
                drawn.fold(content.own, u64::saturating_add)
            });
            let next: Vec<u64> = with_forms.collect();
            if next == costs {
                break;
            }
            costs = next;
        }
        costs[root]
    }
}

fn is_form(stream: &Stream<'_>) -> bool {
    let subtype = stream.dict().get::<Name<'_>>(SUBTYPE);
    subtype.is_some_and(|subtype| &*subtype == b"Form")
}
