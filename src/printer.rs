//! The ticket printer: layout, raster, ESC/POS, ports, and the state machine that knows whether paper came out.
//! Never here: knowing why something is printed.
