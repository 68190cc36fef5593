//! The networks give the same bits with every kernel of the processor, and whatever is around a
//! text.

use sayso::clean::{self, Given};
use sayso::segment;
use sayso_weights::net::dot::Kernel;

const REPORT: &str = "Lido roof gives way\n\n“The roof went like paper,” said Bet Harrow, who lives across the street. \
    “We ran.”\n\nThe town had inspected the beams in October, the mayor told the council on Monday, and the union fears that \
    other pools are no safer. According to a report of 2019, 14 of 31 roofs needed work; nobody denied it.";

#[test]
fn every_kernel_gives_the_same_scores() {
    for model in [
        sayso_model_en::standard(),
        sayso_model_en_accurate::accurate(),
    ] {
        let net = model.net().expect("a network");
        let document = clean::plain(REPORT.as_bytes(), &Given::default()).expect("a short text");
        let parts = segment::segment(&document);
        let seen = net.look(&document.text, &parts, &|_| 0, &mut |_| ());
        let scores = |kernel| net.scores(kernel, &parts, &seen, 256);
        let plain = scores(Kernel::PLAIN);
        assert_eq!(plain.len(), parts.tokens.len());
        for kernel in Kernel::all() {
            assert!(scores(kernel) == plain, "{} {kernel:?}", model.name());
        }
    }
}
