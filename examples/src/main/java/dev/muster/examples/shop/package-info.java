// SPDX-License-Identifier: Apache-2.0
/** A seeded synthetic shop: its schema, its profiles and events, and the audiences asked of it. */
@NullMarked
package dev.muster.examples.shop;

import org.jspecify.annotations.NullMarked;
