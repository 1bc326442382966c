### What is said of the registry below the pages.

## Labels and words in other messages

field-container-image = Container Image
field-instance-name = Instance Name
action-pull = pull
action-push = push
action-delete = delete
type-public = Public
type-private = Private

## Addresses of images

digest-rule = “{ $digest }” is not a digest such as sha256: and 64 lower-case hexadecimal digits.
repository-path-rule = “{ $path }” is not INSTANCE/NAMESPACE/REPOSITORY.
not-in-this-registry = “{ $address }” is not in this installation's registry, and only its images can be run for now. Push the image to a repository of the registry, whose page has the commands, and choose it with Select Image.
image-address-too-long = Container Image “{ $address }” does not fit: at most { $most } characters.
image-address-with-version = Container Image “{ $address }” does not fit: the version goes into Image Version.
image-host-rule = Container Image “{ $address }” does not fit: a host is letters, digits, periods and hyphens, with a port of 1 to 65535 if any.
image-path-rule = Container Image “{ $address }” does not fit: a path is lower-case letters, digits and . _ - between them, in parts divided by /.

## Rules of instances, namespaces and repositories

name-kept-for-personal = Instance Name “{ $name }” is kept for the Personal Edition.
summary-rule = Summary has at most { $most } characters on one line, not { $length }.
code-source-rule = Code Source is “Local Repository”, not “{ $source }”.
type-name-to-delete = Type { $name } to delete it.

## Rules of a whitelist

ranges-rule = An address or a range, such as 203.0.113.7, 198.51.100.0/24 or 2001:db8::/32; several divided by commas
range-unreadable = “{ $range }” is no address and no range. { MESSAGE($rule) }.
no-ranges = Address is empty. { MESSAGE($rule) }.
ipv6-prefix-rule = A prefix of IPv6 is 0 to 128, not { $prefix }.
too-many-ranges = A rule has at most { $most } ranges; make another rule.
comment-rule = Comment has at most { $most } characters on one line, not { $length }.
too-many-rules = A whitelist has at most { $most } rules; put several ranges into one.
rule-changed-meanwhile = The rule was changed meanwhile. Reload the page and try again.

## Why a client is not let in, in a table

refused-entry-off = Access Entry is off
refused-not-listed = Not in the whitelist
refused-subscription-ended = The subscription has ended

## Who may not

entry-off = The registry instance { $instance } is closed to the public network: its Access Entry is off, and { $address } is outside the VPCs of region { $region }.
not-listed = The registry instance { $instance } does not let { $address } in: it is not in the whitelist.
pull-only = The subscription of the registry instance { $instance } ended at { $end }: images can be pulled, not pushed or deleted. Renew it in the console.
suspended = The subscription of the registry instance { $instance } ended at { $end }: it is suspended. Renew it in the console.
no-instance-lets-in = No registry instance lets { $address } in: switch on the Access Entry of one, add the address to its whitelist, or come from one of our VPCs.
not-reached-from-region = The registry instance { $instance } is in region { $home }: groups of region { $region } reach it over the public network, and its Access Entry is off.
log-in = Log in with your user name and Docker login password.
log-in-to = Log in to { MESSAGE($action) } { $path }.
log-in-to-list = Log in to list repositories.
token-not-valid = The token is not valid, or no longer; log in again.
may-not = { $person } may not { MESSAGE($action) } { $path }.
nobody-pushes = The registry instance { $instance } is kept by Gantry itself; nobody pushes to it or deletes from it.
kept-by-gantry = The registry instance { $instance } is kept by Gantry itself.
only-persons = Only a person has an instance of the Personal Edition.

## Why something cannot be made or deleted

instance-being-deleted = The registry instance { $instance } is being deleted.
namespace-holds = { $count ->
    [one] Namespace { $namespace } holds 1 repository: { MESSAGE($repositories) }. Delete it first.
   *[other] Namespace { $namespace } holds { $count } repositories: { MESSAGE($repositories) }. Delete them first.
    }
# More repositories than are named.
namespace-holds-more = Namespace { $namespace } holds { $count } repositories: { MESSAGE($repositories) } and others. Delete them first.
personal-namespaces-full = An instance of the Personal Edition holds at most { $most } namespaces. Create an instance of the Enterprise Edition for more.
personal-repositories-full = An instance of the Personal Edition holds at most { $most } repositories. Create an instance of the Enterprise Edition for more.
names-taken = All names that begin with { $name } are taken.
versions-not-sorted = Image Versions are not sorted by “{ $sort }”.

## What a push is for, and is not there

no-instance-to-push-to = There is no registry instance { $instance }; make it in the console first, under Container Registry.
no-namespace-to-push-to = There is no namespace { $namespace } in the registry instance { $instance }; make it in the console first, under Container Registry, { $instance }, Namespaces.
no-repository-to-push-to = There is no repository { $path }, and { $instance } makes none on a push; make it in the console first, under Container Registry, { $instance }, Image Repositories.

## Images to run

no-such-repository = There is no repository { $address } in this registry.
no-such-image = There is no image { $image }.
no-sample = This build has no sample image.
image-is-artifact = { $image } is no image that can run, but an artifact.
image-is-of-type = { $image } is no image that can run, but { $kind }.
image-of-other-platforms = { $image } runs on { MESSAGE($platforms) }; this machine runs linux/amd64.
image-of-another-platform = { $image } runs on another platform; this machine runs linux/amd64.
configuration-unreadable = The image's configuration does not read: { $why }.
configuration-too-large = The configuration of { $image } is too large.
configuration-no-text = The configuration of { $image } is no text.
layers-do-not-match = { $image } has { $layers } layers, and its configuration names { $named }.
layer-not-distributed = The layer { $layer } of { $image } may not be distributed; it was not pushed.

## Manifests

manifest-too-large = The manifest has { $bytes } bytes; at most { $most } are taken.
manifest-unreadable = The manifest does not read: { $why }.
manifest-schema = The manifest has schemaVersion { $version }; only 2 is kept.
manifest-of-two-types = The manifest was sent as { $sent } and says { $own } of itself.
manifest-type = Manifests of type “{ $kind }” are not kept; use application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.v2+json or application/vnd.docker.distribution.manifest.list.v2+json.
manifest-of-image = An image's manifest has config and layers, and no manifests.
manifest-of-index = An index has manifests, and neither config nor layers.
manifest-too-many-parts = The manifest names { $count } parts; at most { $most } are kept.
manifest-of-other-digest = The manifest has the digest { $actual }, not { $wanted }.
manifest-without-blob = The manifest names the blob { $digest }, which is not in the repository; push it first.
manifest-without-manifest = The manifest names the manifest { $digest }, which is not in the repository; push it first.
manifest-with-wrong-size = The manifest says that { $digest } has { $said } bytes; it has { $actual }.
manifest-of-an-index = The manifest { $digest } is part of { $index }; delete that first.

## Uploads and blobs

content-range-rule = Content-Range “{ $range }” does not fit: FIRST-LAST, in bytes from 0.
chunk-elsewhere = The upload has { $received } bytes; a chunk that begins at { $first } does not fit.
chunk-too-long = The chunk is longer than its Content-Range says.
chunk-of-other-length = The chunk has { $bytes } bytes, not those of its Content-Range.
blob-too-large = The blob is larger than { $most } bytes, the most that is taken.
blob-of-size-too-large = The blob has { $bytes } bytes; at most { $most } are taken.
blob-damaged = The blob { $digest } is damaged on the registry's disk; push it again.
bytes-of-other-digest = The { $bytes } bytes that arrived have the digest { $actual }, not { $wanted }.
digest-missing = The parameter digest is missing: the digest of the whole blob.
digest-algorithm-rule = Digests are made by sha256 or sha512, not by “{ $algorithm }”.
connection-ended = The upload broke off: the connection ended. Go on from where it is.
connection-silent = The upload broke off: nothing came for a minute. Go on from where it is.
upload-in-use = Another request writes to this upload.
too-many-uploads = { $count } uploads are under way, and { $most } are the most at once. Try again later.
too-many-uploads-of-person = { $count } uploads of { $person } are under way, and { $most } are the most at once. Try again later.
too-many-uploads-to-repository = { $count } uploads to { $path } are under way, and { $most } are the most at once. Try again later.
disk-refuses = The registry's disk does not take this. Nothing was changed; try again.
disk-full = The registry's disk is full. Nothing was changed; make room and push again.

## In the operation log

logged-entry-on = { $instance }: Access Entry on
logged-entry-off = { $instance }: Access Entry off
logged-create-on-push-on = { $instance }: Create Repositories on Push on
logged-create-on-push-off = { $instance }: Create Repositories on Push off
logged-instance-deleted = { $instance }, { $count } repositories
logged-repository-changed = { $path }, { MESSAGE($kind) }
logged-repository-deleted = { $path }, { $count } versions
