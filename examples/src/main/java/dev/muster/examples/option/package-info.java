// SPDX-License-Identifier: Apache-2.0
/** Options that several commands have, each said once. */
@NullMarked
package dev.muster.examples.option;

import org.jspecify.annotations.NullMarked;
