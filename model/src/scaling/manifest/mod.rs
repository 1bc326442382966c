//! What a file of **Create by YAML File** says, and what is wrong with it (ESS-11 to ESS-16).
//!
//! The file is a Deployment of Kubernetes (`apps/v1`) whose annotations say what Kubernetes has no word for. Every fault is told at its line and
//! column, all of them at once. A field that is not known is a fault with the nearest known one named; fields that Kubernetes knows and that have
//! no meaning here (`strategy`, for example) are told as notices and ignored.
//!
//! `replicas` is the number that the group begins with (ESS-15): brought between minimum and maximum, with a notice where that changes it,
//! and the minimum where it is left out.

mod annotations;
mod container;
mod deployment;
mod fields;
mod node;

use serde::{Deserialize, Serialize};

pub use deployment::{Deployment, Parsed};

use crate::message::{Message, scaling as say};

/// A fault in a file, at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
    /// Where in the document: `spec.template.spec.containers[0].image`; empty where there is no document.
    pub path: String,
    pub message: Message,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.text().fmt(f)
    }
}

impl Fault {
    /// It with its place.
    pub fn text(&self) -> Message {
        say::fault_at(self.line, self.column, &self.message)
    }
}

/// Something that is read and ignored, at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// From 1.
    pub line: u32,
    pub path: String,
    pub message: Message,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
    pub value: T,
}

/// The sample of the rows, with `image` in full.
pub fn sample(image: &str) -> String {
    format!(
        r#"apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx-demo
  annotations:
    # Name, minimum and maximum of the scaling group.
    k8s.aliyun.com/ess-scaling-group-name: ess-eci-test
    k8s.aliyun.com/ess-scaling-group-min-size: "0"
    k8s.aliyun.com/ess-scaling-group-max-size: "5"
spec:
  replicas: 0
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
      annotations:
        # Whether each instance gets an elastic IP of its own.
        k8s.aliyun.com/eci-with-eip: "false"
    spec:
      containers:
        - name: nginx
          image: {image}
          ports:
            - containerPort: 80
              name: http
            - containerPort: 443
              name: https
          resources:
            requests:
              memory: 0.05Gi
              cpu: 50m
            limits:
              memory: 1Gi
              cpu: '1'
"#
    )
}
