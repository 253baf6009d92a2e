// SPDX-License-Identifier: Apache-2.0
/** Tables, bars and figures as plain text. */
@NullMarked
package dev.muster.examples.report;

import org.jspecify.annotations.NullMarked;
