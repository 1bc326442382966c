//! Which area does which operation: the engine hands each line of the tables to its area. How an operation is done at all says
//! [`gantry_platform::call`].

use gantry_model::error::Result;
use gantry_model::operation::Operation;
use gantry_platform::context::Context;
use gantry_platform::store::Store;

use crate::Engine;

pub use gantry_platform::call::{Admitted, Call, Run};

impl Call for Engine {
    fn log(&self) -> &Store {
        self.store()
    }
}

impl Engine {
    /// Does an operation for somebody.
    ///
    /// # Errors
    /// Those of [`Operation::validate`]; Forbidden; and the operation's own.
    pub async fn call<O: Operation>(&self, context: &Context, operation: O) -> Result<O::Answer>
    where
        Self: Run<O>,
    {
        Call::call(self, context, operation).await
    }
}

/// Makes the engine's impls of [`Run`] from a table of operations: the area's handle does it.
macro_rules! forward {
    ([] $handle:ident in $path:tt; $(
        $(#[$doc:meta])*
        $verb:ident $(($kind:ident))? fn $name:ident($($arg:ident: $type:ty),* $(,)?) -> $answer:ty;
    )*) => {
        $(forward_one!($handle in $path; $name);)*
    };
}

macro_rules! forward_one {
    ($handle:ident in ($($path:tt)+); $name:ident) => {
        pastey::paste! {
            impl Run<$($path)+::[<$name:camel>]> for Engine {
                async fn run(
                    &self,
                    context: Admitted<'_>,
                    operation: $($path)+::[<$name:camel>],
                ) -> Result<<$($path)+::[<$name:camel>] as Operation>::Answer> {
                    self.$handle().run(context, operation).await
                }
            }
        }
    };
}

gantry_model::billing_operations!(forward);
gantry_model::containers_operations!(forward);
gantry_model::iam_operations!(forward);
gantry_model::inventory_operations!(forward);
gantry_model::network_operations!(forward);
gantry_model::quota_operations!(forward);
gantry_model::registry_operations!(forward);
gantry_model::scaling_operations!(forward);
