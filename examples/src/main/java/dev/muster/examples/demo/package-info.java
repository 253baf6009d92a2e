// SPDX-License-Identifier: Apache-2.0
/** The demo command: load a shop or a file, then ask, time and show. */
@NullMarked
package dev.muster.examples.demo;

import org.jspecify.annotations.NullMarked;
