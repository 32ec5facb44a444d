//! What something may be changed to.

use syn::{BinOp, Expr, Type};

/// A `let` binds names for what follows, and cannot be moved.
pub(crate) fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        Expr::Paren(inner) => has_let(&inner.expr),
        _ => false,
    }
}

pub(crate) fn other_operator(operator: &BinOp) -> Option<&'static str> {
    Some(match operator {
        BinOp::Eq(_) => "!=",
        BinOp::Ne(_) => "==",
        BinOp::Lt(_) => "<=",
        BinOp::Le(_) => "<",
        BinOp::Gt(_) => ">=",
        BinOp::Ge(_) => ">",
        BinOp::And(_) => "||",
        BinOp::Or(_) => "&&",
        BinOp::Add(_) => "-",
        BinOp::Sub(_) => "+",
        BinOp::Mul(_) => "/",
        BinOp::Div(_) => "*",
        BinOp::AddAssign(_) => "-=",
        BinOp::SubAssign(_) => "+=",
        _ => return None,
    })
}

/// One more and one less; a tenth, where there are fractions.
pub(crate) fn other_numbers(literal: &str) -> Vec<String> {
    let digits: String = literal.chars().filter(|c| *c != '_').collect();
    if let Ok(whole) = digits.parse::<u64>() {
        return whole.checked_sub(1).into_iter().chain([whole + 1]).map(|number| number.to_string()).collect();
    }
    let fraction = digits.parse::<f64>().ok().filter(|_| digits.contains('.'));
    fraction.map_or_else(Vec::new, |number| {
        vec![format!("{:?}", number * 0.9 - 0.01), format!("{:?}", number * 1.1 + 0.01)]
    })
}

/// What a function may give without having done anything.
pub(crate) fn defaults(output: &Type) -> &'static [&'static str] {
    match output {
        Type::Reference(reference) if matches!(&*reference.elem, Type::Path(path) if path.path.is_ident("str")) => {
            &["\"\""]
        }
        Type::Path(path) => match path.path.segments.last().map(|last| last.ident.to_string()).as_deref() {
            Some("bool") => &["true", "false"],
            Some("usize" | "u64" | "u32") => &["0"],
            Some("f32" | "f64") => &["0.0"],
            Some("String") => &["String::new()"],
            Some("Option") => &["None"],
            Some("Vec") => &["Vec::new()"],
            Some("Result") => &["Ok(Default::default())"],
            _ => &[],
        },
        _ => &[],
    }
}
