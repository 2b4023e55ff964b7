//! Words that occur again and again in events, each kept once.
//! What a word means is left to the contract's glossary.

use std::{collections::HashSet, sync::Arc};

/// Words, each kept once: a million events of one source share one text for its name.
///
/// The set is hashed with a seed of this process, since words come from outside; its order reaches no output.
#[derive(Debug, Default)]
pub struct Words(HashSet<Arc<str>>);

impl Words {
    /// No words yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The word, shared with all who asked for it before.
    ///
    /// ```
    /// use klausel::event::Words;
    /// use std::sync::Arc;
    /// let mut words = Words::new();
    /// assert!(Arc::ptr_eq(&words.word("phone"), &words.word("phone")));
    /// ```
    pub fn word(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let word: Arc<str> = text.into();
        self.0.insert(word.clone());
        word
    }
}
