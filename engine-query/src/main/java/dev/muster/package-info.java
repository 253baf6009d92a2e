// SPDX-License-Identifier: Apache-2.0
/** The door that applications use: the engine, audiences, views, and the ways they can fail. */
@NullMarked
package dev.muster;

import org.jspecify.annotations.NullMarked;
