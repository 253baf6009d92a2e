// SPDX-License-Identifier: Apache-2.0
/**
 * The slow, obvious twin of the engine, the seeded generators that feed both, and the contract
 * suites that every store of profiles must pass.
 */
@NullMarked
package dev.muster.reference;

import org.jspecify.annotations.NullMarked;
