//! `Debug` for what people said and how they are: no words may reach a log, only the fields that are named.

/// Implements `Debug` for types that hold words: it prints the fields in braces, which are ids, dates and flags.
macro_rules! private_debug {
    ($($name:ident $({ $($field:ident),+ })?),+ $(,)?) => {$(
        impl std::fmt::Debug for $name {
            /// Prints no words.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $($(.field(stringify!($field), &self.$field))+)?
                    .finish_non_exhaustive()
            }
        }
    )+};
}
