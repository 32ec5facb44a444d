//! A fault of the program itself ends like any other refusal: told in Japanese, with a code and the file, and nothing half-written.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::{Mutex, PoisonError};

use super::exit::Exit;
use super::target::refuse;
use crate::disk::{current_file, refusal};
use crate::finding::{Finding, reader};

/// Told when everything has come to a stop: the thread that stumbles may be one of many.
static LAST: Mutex<Option<Finding>> = Mutex::new(None);

thread_local! {
    /// For work that goes on with what comes next.
    static OWN: RefCell<Option<Finding>> = const { RefCell::new(None) };
}

/// Lets `run` come to its end, or tells what stopped it.
pub(super) fn refuse_panics(run: impl FnOnce() -> Exit) -> Exit {
    keep_quiet();
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let last = LAST.lock().unwrap_or_else(PoisonError::into_inner).take();
        let finding = last.unwrap_or_else(|| fault("", ""));
        refuse(&[finding])
    })
}

/// What `work` comes to on this thread; where it stumbles, that is its refusal.
pub(super) fn caught<T>(work: impl FnOnce() -> Result<T, Box<Finding>>) -> Result<T, Box<Finding>> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let own = OWN.with_borrow_mut(Option::take);
        Err(Box::new(own.unwrap_or_else(|| fault(&current_file(), ""))))
    })
}

/// Instead of English on standard error, unless a developer asks for the way there.
fn keep_quiet() {
    let before = take_hook();
    set_hook(Box::new(move |panic: &PanicHookInfo<'_>| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let finding = fault(&current_file(), &place);
        OWN.set(Some(finding.clone()));
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(finding);
        if std::env::var_os("RUST_BACKTRACE").is_some_and(|wish| wish != "0") {
            before(panic);
        }
    }));
}

fn fault(file: &str, place: &str) -> Finding {
    let file = if file.is_empty() { "hyokasho" } else { file };
    let message = format!("プログラムの誤りで止まりました（{place}）。書きかけのファイルはありません");
    let help = "個人の情報を除いたファイルとこの文を添えて、開発者に知らせてください";
    *refusal(file, &reader::PROGRAM_FAULT, &message, help)
}
