// SPDX-License-Identifier: Apache-2.0
/** Ways into the engine, with a person watching; batches with several futures in flight. */
@NullMarked
package dev.muster.examples.load;

import org.jspecify.annotations.NullMarked;
