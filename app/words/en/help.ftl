### Help: questions and answers, terms, scenarios, agreements. What is not built is said so, and nothing is promised.

## The first page of help

purpose = How this installation works, and whom to ask.
search-label = Search the questions
search-placeholder = A word of the question or its answer
search = Search
faq-purpose = What people ask about images, networks, cost and limits, and how Gantry answers it.
glossary-purpose = What the words on these pages mean, and those of Kubernetes beside them.
scenarios-purpose = What Gantry is good for, what it does not do yet, and what stands on what.
agreements-purpose = What an order asks you to accept.
support = Support
support-text = For what these pages do not answer:
no-support = This installation names no contact. Ask whoever runs it; they can set one with --support-contact.
about = This installation
version = Version
runtime = Runtime
simulated = Simulated: no containers run
registry-host = Registry
time-zone = Time zone

## Questions and answers

questions-purpose = How Gantry answers what people ask. What is not built is said so.
question-count = { $count ->
    [one] 1 question
   *[other] { $count } questions
    }
nothing-found = No question has these words
nothing-found-text = Try fewer or other words, or look at all questions.
all-questions = All Questions
topics = Topics
see = See
link-to = Link to this question
topic-registry = Images and the registry
topic-groups = Container groups
topic-network = Network
topic-scaling = Auto Scaling and delivery
topic-cost = Cost, limits and figures

find-instance = Where do I find an Enterprise Edition instance after I have bought it?
find-instance-1 = In the Instance List of Container Registry. A click on its name opens its pages: overview, namespaces, image repositories and access control.

personal-images = Can a scaling group use images of the Personal Edition?
personal-images-1 = Yes. A scaling configuration takes Enterprise images, Personal images and images by their address.
personal-images-2 = Select Container Image opens on Enterprise Image, because an instance of the Personal Edition belongs to one person and is limited; a team shares an Enterprise Edition instance.

whitelist = What happens if I keep, or delete, the default whitelist rule?
whitelist-1 = While a whitelist has rules, only the addresses that they name reach the public endpoint. The default rule names this machine alone (127.0.0.1/32 and ::1/128).
whitelist-2 = Without any rule every address is let in, and any client with valid credentials can pull and push. Container groups of the region, and clients in its VPCs, need no rule.

private-images = Are private images supported?
private-images-1 = Yes, those of this installation’s registry. A private repository is pulled by the container groups of its region without any credential.
private-images-2 = Not yet: private images of other registries. Copy them into a repository here first.

docker-hub = Can I run an image of Docker Hub?
docker-hub-1 = Not yet by its address: container groups run images of this installation’s registry. On the simulated runtime every address is accepted, because nothing is run.
docker-hub-2 = Bring the image here: pull it on a machine that reaches Docker Hub, give it the address of a repository here with docker tag, and push it. The repository’s page shows the commands.

image-cache = Are there image caches, and can they be updated?
image-cache-1 = Not yet: there are no image caches to create or to update.
image-cache-2 = What was unpacked once stays on this machine as long as its disk has room, so another group with the same image does not wait for it. With the pull policy Always Pull a group follows its tag at each start.

group-id = Where do I find the ID of a container group?
group-id-1 = In the list of container groups, under the name, and in the heading of the group’s page. It begins with eci-, and a click copies it.

gpu = How do I create a GPU instance?
gpu-1 = Not yet. Specified Spec has the GPU families as filters, but no type of them: this installation hands no GPU to a container.

persistence = Is data kept when a container group goes?
persistence-1 = Not yet: there are no volumes. Files that a container writes are in temporary storage. They are lost when it is restarted, and go with the group when it is unsubscribed.
persistence-2 = Until there are volumes, keep what must last outside of container groups.

security-group = Can I change the security group of a container group?
security-group-1 = No. The security group is fixed with the order; to have another one, create the container group again.
security-group-2 = The rules of a security group can be changed at any time, and hold at once, for open connections too.

outside-access = How is a container group reached from outside?
outside-access-1 = Bind an EIP: with the order, by Auto Create or Use Existing, or later on the page of the group or of the EIP. The security group must allow the port.
outside-access-2 = Where the pool of EIPs is a range of the loopback, as it is without the setting --eip-pool, only this machine reaches them.
outside-access-3 = Not yet: NAT gateways and load balancers, and connections that a container begins to the internet. A group answers on its EIP, and begins no connection by it.

port-mapping = Is port mapping supported?
port-mapping-1 = No. Within its VPC a container group is reached at its private IP and the container’s own port; the default security group lets everything through there.
port-mapping-2 = From outside it is the EIP and the same port. Not yet: a NAT gateway, which could map ports.

change-image = Can I change the image of a scaling configuration that is enabled?
change-image-1 = Not in place: what was enabled is never changed. Edit fills the form in from a version and makes the next one; Apply makes that one active, or an older one again.
change-image-2 = New instances are made from the active version. Those that run stay as they are until they are replaced.

verify-deployment = How do I see that a new image has arrived in a scaling group?
verify-deployment-1 = On the scaling group’s page, Instance Configuration Sources shows which version is active and its image, and Instances lists what runs.
verify-deployment-2 = A click on an instance opens its container group: the tab Events says which image was pulled, and Containers shows its address.
verify-deployment-3 = Not yet: pipelines with release orders, which would do and record such a delivery.

charging = What is charged?
charging-1 = A container group has a price by the second, which follows from its vCPU and memory; order and details show it by the hour. This price is shown, and not yet taken from the balance.
charging-2 = An Enterprise Edition instance is a subscription: its price is taken from the installation’s balance when the order is paid. The balance is an account within Gantry; no card is charged.
charging-3 = Auto Scaling is free; its instances are container groups with the price of such. Networks, EIPs and the Personal Edition have no price. Other products that would be paid separately are not part of this installation.

vcpu = How do I see how much vCPU is in use?
vcpu-1 = Entitlement Quota shows the used amount and the upper limit of vCPU, and of everything else that is limited in the region. The number of container groups that you can create depends on both.
vcpu-2 = An administrator changes a limit by Change Limit.

monitoring-spec = Why does monitoring show another size than I ordered?
monitoring-spec-1 = It does not: the figures under Monitoring are the group’s own, measured against the size that was ordered.
monitoring-spec-2 = A program in a container that asks the kernel (free, /proc/cpuinfo) may see the processors and memory of the whole machine. It can use no more than the group’s size.

one-console = Do I need other consoles beside this one?
one-console-1 = No. Container groups, scaling groups, the registry, networks, orders, quotas, key pairs and the operation log are all here.
one-console-2 = Not yet: pipelines, load balancers, NAT gateways, disks, file and object storage, a log service, Kubernetes clusters.

## Terms

glossary-here = In Gantry
glossary-here-note = The words of these pages
glossary-kubernetes = In Kubernetes
glossary-kubernetes-note = For those who come from it, or go there
term = Term
meaning = Meaning
beside = What Gantry has

container = Container
container-means = A light package of software that runs by itself: an image, running.
container-group = Container group
container-group-means = Containers that are scheduled together on one machine and share lifecycle and network. Much the same as a Pod of Kubernetes.
image = Image
image-means = A file system with everything that an application needs: program, libraries, configuration. It comes from a repository of the registry.
image-cache-term = Image cache
image-cache-means = Images that are made ready before a group needs them. Not built yet.
volume = Volume
volume-means = Storage that the containers of a group share and that outlives them. Not built yet.
tag = Tag
tag-means = A key and a value on a container group, set with the order; at most 20, each key once. The same idea as a label of Kubernetes.
virtual-node = Virtual node
virtual-node-means = A node of a Kubernetes cluster whose Pods run as container groups. Not built yet.
scaling-group = Scaling group
scaling-group-means = As many equal container groups as you, the clock or the load ask for, between a minimum and a maximum.

k8s-master = Master
k8s-node = Node
k8s-pod = Pod
k8s-deployment = Deployment
k8s-stateful-set = StatefulSet
k8s-service = Service
k8s-config-map = ConfigMap
k8s-namespace = Namespace
k8s-label = Label
k8s-volume = Volume
k8s-persistent-volume = PersistentVolume
k8s-persistent-volume-claim = PersistentVolumeClaim

master-means = The node that controls a cluster: it manages and schedules.
master-here = Gantry itself, on one machine
node-means = A machine of a cluster that runs workloads. When it fails, they are moved to others.
node-here = This machine, the only one
pod-means = The smallest unit that is deployed: one or several closely related containers.
pod-here = Container group
deployment-means = A workload without state: how many Pods there are, and of which version.
deployment-here = Scaling group with its configuration; it can be made from a Deployment’s YAML
stateful-set-means = A workload with state: like a Deployment, but each Pod keeps a name and storage of its own.
stateful-set-here = Not yet
service-means = One lasting address for a set of Pods.
service-here = Not yet; an EIP leads to one group
config-map-means = Configuration as keys and values: single settings or whole files.
config-map-here = Environment variables of a container; files not yet
namespace-means = A logical part of a cluster, by which objects are kept apart.
namespace-here = Regions and VPCs keep groups apart; a namespace of the registry holds repositories
label-means = Keys and values on objects, by which they are grouped.
label-here = Tag
volume-k8s-means = A folder that several containers of a Pod can read and write.
volume-k8s-here = Not yet
persistent-volume-means = Storage in a cluster that an administrator has set up.
persistent-volume-here = Not yet
persistent-volume-claim-means = A request for storage.
persistent-volume-claim-here = Not yet

## Scenarios, and what stands on what

scenarios-title = Scenarios
goals = Two goals stand behind all of them: a container group starts in seconds, and it is created and released on demand.
today = Today
not-yet = Not yet
elastic = Elastic traffic
elastic-text = The number of instances follows the load by itself, so that a rush meets enough of them and a quiet hour does not keep them for nothing.
elastic-today = Scaling groups with simple, step, target tracking and scheduled rules.
elastic-not-yet = Load balancers before the instances, virtual nodes for a Kubernetes cluster.
delivery = Continuous delivery
delivery-text = Environments are created for a test or a release and released after it; what is delivered is an image, the same everywhere.
delivery-today = A registry to push to, versioned scaling configurations with a way back, events and logs of each group.
delivery-not-yet = Pipelines and release orders, alarms, an update of the instances that run.
data = Big-data computing
data-text = Many tasks are started within a short time, each with the size that it needs, and end by themselves.
data-today = Sizes from 1 vCPU with 1 GiB, up to 50 groups in an order, restart policies for tasks that end, prices by the second.
data-not-yet = A pool shared with cloud hosts, GPUs, volumes for the data.
engines = Several engines
engines-text = Container, function and AI engines start groups when they have work, on one ground that schedules Pods for all of them.
engines-today = One ground for container groups and scaling groups.
engines-not-yet = Engines for functions or AI, and an interface by which other programs order groups.

layers-title = Layers
layers-text = Each layer asks only the one below it. Gantry schedules and manages container groups, which are much the same as Pods; what manages workloads stands above it.
layer-workloads = Workloads
layer-workloads-text = Kubernetes, which manages workloads on Pods: not connected yet. Auto Scaling keeps the number of equal groups.
layer-groups = Container groups
layer-groups-text = Gantry schedules and manages them: place, address, image, start, restart, end.
layer-ground = Network and registry
layer-ground-text = VPCs, security groups and EIPs; images and who may reach them.
layer-runtime = Runtime
layer-runtime-text = crun or runc on this Linux machine, each group within its limits.

## Agreements

agreements-note = Both speak of this installation as it is. Where whoever runs it has agreed otherwise with you, that holds.

operator = Who runs it
operator-text = This is a private installation. It is run by whoever set it up on this machine: the operator. Gantry is the software; it comes under the Apache License 2.0, without a warranty.
contents = What you get
contents-text = What you order is made on this machine: container groups, networks, registry instances. All groups share the machine and its kernel. They are kept apart by namespaces, limits and security groups of Linux, and not by virtual machines.
duties = What is yours to do
duties-text = You answer for what your images and containers do, and for keeping your passwords to yourself.
measured = What is measured
measured-text = Processor, memory, network and disk of each container group are measured every few seconds and kept for a week. The operation log keeps who did what, when, and from which address.
charged = What is charged
charged-text = Prices stand on the order pages. A registry instance is paid from the installation’s internal balance; the price of a container group is shown and not yet charged. No money moves through Gantry, and nothing is paid back.
your-data = Your data
your-data-text = Images, logs and settings lie on this machine’s disk, where the operator can read them. Passwords are kept as hashes, and keys sealed. Gantry makes no backup copies of your images or data.
ending = How it ends
ending-text = Unsubscribe ends a container group at once, with its files and logs. When a subscription ends, images can be pulled for 15 more days; then the instance is suspended until it is renewed. Nothing of it is deleted by itself.

availability = Availability
availability-text = No availability is promised, by no figure. There is one machine: while it is down, everything on it is down, whatever the zones are called.
going-on = What goes on
going-on-text = Containers go on while the server restarts or is upgraded. What ends is started again as its restart policy says, and a scaling group replaces instances that fail, unless its health check is off.
performance = Performance
performance-text = The size of a group is its ceiling, not a reservation: when the machine is busy, groups share it. A group does not start while the machine has too little memory for it, and says so.
durability = What was acknowledged
durability-text = A change that the console has acknowledged is written to the disk. A disk that is lost is lost with everything on it.
support-level = Support
support-level-text = Times of response or repair are not promised here. Whom to ask stands on the page Help, where the operator has named somebody.
compensation = Compensation
compensation-text = None is paid and no credit is given.
