package dev.charla.app.browser;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Why a request was refused.
 *
 * @param code for programs
 * @param message a plain sentence that says what to do
 */
record ApiError(String code, String message) {
    /** The answer that says so. */
    static ResponseEntity<ApiError> refuse(HttpStatus status, String code, String message) {
        return ResponseEntity.status(status).body(new ApiError(code, message));
    }
}
