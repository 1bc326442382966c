//! The one way from an operation to what does it: validate, authorise, run, and see that the operation log has it.
//!
//! What was done is written into the log by the store, in the same step as the change ([`crate::store::Tx::about`]); what was
//! refused is written here. A method that does an operation therefore neither checks who asks nor writes a log, and nothing but this calls it:
//! it is private to its area's crate, and what one area has another do is an operation too.

use std::ops::Deref;

use gantry_model::error::{Error, Result};
use gantry_model::operation::{Operation, OperationInfo, Verb};

use crate::audit::{self, Outcome};
use crate::context::Context;
use crate::store::{Author, Store};

pub use crate::dispatch;
#[doc(hidden)]
pub use pastey;

/// Does one operation. The impls are made from the tables of operations: the method has the operation's name.
pub trait Run<O: Operation> {
    /// Does it, for somebody who may, with input that fits.
    fn run(&self, context: Admitted<'_>, operation: O) -> impl Future<Output = Result<O::Answer>> + Send;
}

/// In the course of what an operation is done that was validated and authorised. Only [`Call::call`] makes one, so there is no way to
/// do an operation past it.
#[derive(Debug, Clone, Copy)]
pub struct Admitted<'c>(&'c Context);

impl Deref for Admitted<'_> {
    type Target = Context;

    fn deref(&self) -> &Context {
        self.0
    }
}

/// What does operations, and where they are written down.
pub trait Call: Sync {
    /// The store that has the operation log.
    fn log(&self) -> &Store;

    /// Does an operation for somebody.
    ///
    /// # Errors
    /// Those of [`Operation::validate`]; Forbidden; and the operation's own.
    fn call<O: Operation>(&self, context: &Context, operation: O) -> impl Future<Output = Result<O::Answer>> + Send
    where
        Self: Run<O>,
    {
        async move {
            let info = O::INFO;
            let context = context.doing(info);
            let answer = match operation.validate().and_then(|()| context.authorise(info.verb, info.kind)) {
                Ok(()) => self.run(Admitted(&context), operation).await,
                Err(error) => Err(error),
            };
            match &answer {
                Err(error @ (Error::Forbidden { .. } | Error::QuotaExceeded { .. })) if info.verb != Verb::Read => {
                    log_refusal(self.log(), &context, info, error).await;
                }
                _ => {}
            }
            answer
        }
    }
}

/// Writes down that an operation was refused. Where that fails the server's log has it: the refusal itself stands.
async fn log_refusal(store: &Store, context: &Context, info: &'static OperationInfo, reason: &Error) {
    let detail = reason.message().stored();
    let written = store.write(Author::from(&Context { doing: None, ..context.clone() }), move |tx| {
        tx.audit(&audit::Operation {
            action: info.name,
            kind: info.kind.map_or("", |kind| kind.token()),
            id: "",
            region: "",
            outcome: Outcome::Refused,
            detail: &detail,
        })
    });
    if let Err(error) = written.await {
        tracing::error!(?error, operation = info.name, %reason, "a refusal is not in the operation log");
    }
}

/// Makes the impls of [`Run`] from a table of operations, for the area's type: each is done by the method of its name.
///
/// `gantry_model::quota_operations!(gantry_platform::call::dispatch, Quotas);`
#[macro_export]
macro_rules! dispatch {
    ([$area:ty] $handle:ident in $path:tt; $(
        $(#[$doc:meta])*
        $verb:ident $(($kind:ident))? fn $name:ident($($arg:ident: $type:ty),* $(,)?) -> $answer:ty;
    )*) => {
        $($crate::dispatch_one!($area, $path; $name($($arg),*));)*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! dispatch_one {
    ($area:ty, ($($path:tt)+); $name:ident($($arg:ident),*)) => {
        $crate::call::pastey::paste! {
            impl $crate::call::Run<$($path)+::[<$name:camel>]> for $area {
                async fn run(
                    &self,
                    context: $crate::call::Admitted<'_>,
                    operation: $($path)+::[<$name:camel>],
                ) -> gantry_model::Result<<$($path)+::[<$name:camel>] as gantry_model::operation::Operation>::Answer> {
                    let $($path)+::[<$name:camel>] { $($arg),* } = operation;
                    self.$name(&context, $($arg),*).await
                }
            }
        }
    };
}
