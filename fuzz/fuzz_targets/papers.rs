#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hyokasho_fuzz::bodies::body("papers")(bytes));
