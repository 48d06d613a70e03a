//! What an editor can ask of a draft: one function a widget, from an analysis to plain data.
//!
//! Byte offsets in, byte offsets out. Knows nothing of the protocol, files or settings; a feature
//! does not use another feature.

mod definition;
mod dismissals;
mod document_highlights;
mod document_symbols;
mod fix_all;
mod folding_ranges;
mod hover;
mod inlay_hints;
mod on_type_formatting;
mod refactorings;
mod references;
mod selection_ranges;
mod semantic_tokens;
mod workspace_symbols;

pub use definition::{Definition, definition};
pub use dismissals::{Dismissal, Dismissed, dismissals, dismissed};
pub use document_highlights::document_highlights;
pub use document_symbols::{Symbol, SymbolOptions, document_symbols};
pub use fix_all::fix_all;
pub use folding_ranges::{Fold, folding_ranges};
pub use hover::{Hover, hover};
pub use inlay_hints::{Hint, inlay_hints};
pub use on_type_formatting::on_type_formatting;
pub use refactorings::{Refactoring, RefactoringKind, refactoring, refactorings};
pub use references::references;
pub use selection_ranges::selection_ranges;
pub use semantic_tokens::{Token, TokenKind, semantic_tokens};
pub use workspace_symbols::{FoundSymbol, workspace_symbols};
