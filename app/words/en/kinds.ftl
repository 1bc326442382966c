### What things are called, of whatever area: the nouns of all kinds, products, states, limits.

## Kinds, one and several; the number itself is not in them

container-group = { $count ->
    [one] container group
   *[other] container groups
    }
scaling-group = { $count ->
    [one] scaling group
   *[other] scaling groups
    }
scaling-configuration = { $count ->
    [one] scaling configuration
   *[other] scaling configurations
    }
scaling-rule = { $count ->
    [one] scaling rule
   *[other] scaling rules
    }
scaling-activity = { $count ->
    [one] scaling activity
   *[other] scaling activities
    }
registry-instance = { $count ->
    [one] registry instance
   *[other] registry instances
    }
namespace = { $count ->
    [one] namespace
   *[other] namespaces
    }
repository = { $count ->
    [one] repository
   *[other] repositories
    }
vpc = { $count ->
    [one] VPC
   *[other] VPCs
    }
vswitch = { $count ->
    [one] vSwitch
   *[other] vSwitches
    }
security-group = { $count ->
    [one] security group
   *[other] security groups
    }
eip = { $count ->
    [one] EIP
   *[other] EIPs
    }
order = { $count ->
    [one] order
   *[other] orders
    }
quota = { $count ->
    [one] quota
   *[other] quotas
    }
key-pair = { $count ->
    [one] key pair
   *[other] key pairs
    }
user = { $count ->
    [one] user
   *[other] users
    }
session = { $count ->
    [one] session
   *[other] sessions
    }
# Of a scaling configuration, and of an image.
version = { $count ->
    [one] version
   *[other] versions
    }
image = { $count ->
    [one] image
   *[other] images
    }
# $noun is a kind: rule of security group.
rule-of = rule of { $noun }

## Products and areas

product-containers = Elastic Containers
product-network = Network
product-scaling = Auto Scaling
product-registry = Container Registry
product-quota = Entitlement Quota
product-billing = Billing
product-iam = Account

## States of a container group

state-scheduling = Scheduling
state-pending = Pending
state-running = Running
state-crash-loop-back-off = CrashLoopBackOff
state-restarting = Restarting
state-updating = Updating
state-terminating = Terminating
state-succeeded = Succeeded
state-failed = Failed
state-schedule-failed = ScheduleFailed
