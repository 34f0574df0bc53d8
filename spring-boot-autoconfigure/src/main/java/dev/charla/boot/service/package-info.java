/** Which Voice Live service the conversations go to: Azure's, or the one in this process. */
@NullMarked
package dev.charla.boot.service;

import org.jspecify.annotations.NullMarked;
