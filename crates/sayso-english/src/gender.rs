//! The gender that a first name, a title or a role shows.

crate::names! {
    /// The gender that most people with a first name, a title or a role have. It decides which
    /// pronouns can mean them.
    pub enum Gender {
        /// Men.
        Male = "male",
        /// Women.
        Female = "female",
    }
}
