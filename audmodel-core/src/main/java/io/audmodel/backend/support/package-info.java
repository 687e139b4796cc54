/**
 * What backends over a network or a disk have in common: a spool for bodies, checksums beside a copy, retries within the
 * time of a call, worker pools, host names, proxies and certificates as the variables of the environment say them. A
 * backend may use all of it, and needs none.
 */
@NullMarked
package io.audmodel.backend.support;

import org.jspecify.annotations.NullMarked;
