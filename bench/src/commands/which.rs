//! The choice of the weights to measure.

use anyhow::{Context, Result};
use sayso::model::Model;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Which {
    /// The tier
    #[arg(long, default_value = "standard", value_parser = ["fast", "standard", "accurate"])]
    model: String,
    /// A weights file in place of a tier
    #[arg(long)]
    weights: Option<PathBuf>,
}

impl Which {
    /// The model. It is never freed, because the program ends with the measurement.
    pub fn get(&self) -> Result<&'static Model> {
        if let Some(path) = &self.weights {
            let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
            let model = Model::from_bytes(bytes).with_context(|| path.display().to_string())?;
            let model = match model.header("beside") {
                Some(_) => model.beside(sayso_model_en::standard())?,
                None => model,
            };
            return Ok(Box::leak(Box::new(model)));
        }
        Ok(match &*self.model {
            "fast" => sayso_model_en::fast(),
            "accurate" => sayso_model_en_accurate::accurate(),
            _ => sayso_model_en::standard(),
        })
    }
}
