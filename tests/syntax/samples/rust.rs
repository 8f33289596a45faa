use std::collections::HashMap;

#[derive(Debug, Clone)]
pub struct Order<'a> {
    name: &'a str,
    price: u64,
}

impl<'a> Order<'a> {
    pub async fn find(all: &HashMap<u32, Order<'a>>, id: u32) -> Result<Order<'a>, String> {
        all.get(&id).cloned().ok_or_else(|| format!("no order {id}"))
    }
}

fn main() {
    let total: u64 = (1..=3).filter(|n| n % 2 == 1).sum();
    match total {
        0 => println!("none"),
        n if n > 3 => println!("{n}"),
        _ => unreachable!(),
    }
}
