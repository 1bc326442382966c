//! Server functions, made from the tables of operations: one for each line, with the line's name as its end point.

#[cfg(feature = "ssr")]
use gantry_engine::call::Run;
#[cfg(feature = "ssr")]
use gantry_model::operation::Operation;
#[cfg(feature = "ssr")]
use gantry_ui::fault::Fault;

#[doc(hidden)]
pub use gantry_ui::fault::Fault as Refusal;
#[doc(hidden)]
pub use gantry_ui::json::Json as Codec;
#[doc(hidden)]
pub use pastey::paste;

/// Does an operation for whoever sent the request.
///
/// # Errors
/// Unauthenticated when nobody is signed in; those of [`gantry_engine::Engine::call`].
#[cfg(feature = "ssr")]
pub async fn call<O: Operation>(operation: O) -> Result<O::Answer, Fault>
where
    gantry_engine::Engine: Run<O>,
{
    use crate::session::request::{context, engine};

    Ok(engine().call(&context()?, operation).await?)
}

/// Makes the server functions of a table: `gantry_model::network_operations!(gantry_console::server_functions);`. The types that the table names
/// must be in scope.
#[macro_export]
macro_rules! server_functions {
    ([] $handle:ident in $path:tt; $(
        $(#[$doc:meta])*
        $verb:ident $(($kind:ident))? fn $name:ident($($arg:ident: $type:ty),* $(,)?) -> $answer:ty;
    )*) => {
        $($crate::server_function!($path $(#[$doc])* $name($($arg: $type),*) -> $answer);)*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! server_function {
    (($($path:tt)+) $(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*) -> $answer:ty) => {
        $crate::operations::paste! {
            $(#[$doc])*
            #[leptos::server(
                name = [<$name:camel Call>],
                endpoint = "" $name,
                input = $crate::operations::Codec,
                output = $crate::operations::Codec
            )]
            pub async fn $name($($arg: $type),*) -> Result<$answer, $crate::operations::Refusal> {
                $crate::operations::call($($path)+::[<$name:camel>] { $($arg),* }).await
            }
        }
    };
}
