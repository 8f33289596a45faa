//! Orders of a small shop.

mod money;
pub mod texts {
    pub fn slug(name: &str) -> String {
        name.trim().to_lowercase()
    }
}

use std::collections::{HashMap, VecDeque};
use std::fmt::{self, Display};
use std::sync::{mpsc, Arc, Mutex, RwLock};
use std::{io, thread};

use anyhow::{bail, Context, Result};
use async_stream::stream;
use axum::{extract::{Path, Query, State}, routing::get, Json, Router};
use serde::{Deserialize, Serialize as Ser};
use sqlx::{postgres::PgPool, Row};
use tokio::sync::{mpsc as channel, Mutex as AsyncMutex};
use tracing::*;
use jemallocator as _;

use crate::money::Price;
use self::texts::slug;
pub use super::config::Settings;

const TABLE: &str = "orders";
static SORTABLE: [&str; 2] = ["id", "customer"];
type Prices = HashMap<String, f64>;

/// What a customer ordered.
#[derive(Debug, Clone, Default, Ser, Deserialize, sqlx::FromRow)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Order {
    pub id: i32,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub customer: String,
    replaces: Option<Box<Order>>,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, Default, Ser, Deserialize)]
pub struct Line(String, f64);

#[derive(Debug, thiserror::Error)]
pub enum ShopError {
    #[error("no order {0}")]
    NotFound(i32),
    #[error("database")]
    Database(#[from] sqlx::Error),
    #[error("file")]
    File { #[source] source: io::Error },
}

pub trait Store<T>: Send + Sync {
    const LIMIT: usize = 10;
    type Key;
    fn find(&self, id: i32) -> Option<T>;
    fn describe(&self) -> String {
        format!("store of {}", Self::LIMIT)
    }
}

pub struct OrderStore<'a> {
    pool: PgPool,
    totals: Arc<Mutex<HashMap<i32, f64>>>,
    names: RwLock<Vec<String>>,
    gate: AsyncMutex<()>,
    queue: VecDeque<Order>,
    label: &'a str,
}

impl Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.id, self.customer)
    }
}

impl From<io::Error> for ShopError {
    fn from(source: io::Error) -> Self {
        ShopError::File { source }
    }
}

impl<'a> OrderStore<'a> {
    pub fn new(pool: PgPool, label: &'a str) -> Self {
        Self {
            pool,
            label,
            totals: Arc::new(Mutex::new(HashMap::new())),
            names: RwLock::new(vec![]),
            gate: AsyncMutex::new(()),
            queue: VecDeque::with_capacity(4),
        }
    }

    #[instrument(skip(self), fields(id = %id))]
    pub async fn load(&self, id: i32, customer: &str, sort: &str) -> Result<Order, ShopError> {
        let _permit = self.gate.lock().await;
        let order = sqlx::query_as!(Order, "SELECT id, customer FROM orders WHERE id = $1", id)
            .fetch_one(&self.pool)
            .await?;
        sqlx::query("SELECT id FROM orders WHERE customer = $1")
            .bind(customer)
            .fetch_all(&self.pool)
            .await
            .map_err(ShopError::Database)?;
        sqlx::query(&format!("SELECT id FROM orders WHERE customer = '{customer}' AND id = {}", id))
            .execute(&self.pool)
            .await?;
        let mut sql = String::from("SELECT id FROM orders");
        sql.push_str(" WHERE customer = ");
        sql.push_str(customer);
        sqlx::query(&sql).execute(&self.pool).await?;
        let by_table = "DELETE FROM ".to_owned() + TABLE + " WHERE id = " + &id.to_string();
        sqlx::query(&by_table).execute(&self.pool).await?;
        if !SORTABLE.contains(&sort) {
            return Err(ShopError::NotFound(id));
        }
        let sorted = format!("SELECT id FROM orders ORDER BY {}", sort);
        sqlx::query(sorted.as_str()).execute(&self.pool).await?;
        let raw = sqlx::query(
            r#"SELECT count(*)
               FROM orders"#,
        );
        raw.fetch_one(&self.pool).await?;
        let tx = self.pool.begin().await?;
        tx.commit().await?;
        Ok(order)
    }

    pub fn charge(&self, order: &Order, counts: &mut Vec<i32>) -> f64 {
        let mut totals = self.totals.lock().unwrap();
        *totals.entry(order.id).or_insert(0.0) += 1.0;
        drop(totals);
        let names = self.names.read().expect("names");
        self.names.write().unwrap().push(order.customer.clone());
        for i in 0..counts.len() - 1 {
            if counts[i] > counts[i + 1] {
                counts.swap(i, i + 1);
            }
        }
        let mut n = 3;
        while n > 0 {
            n -= 1;
        }
        let price = loop {
            match order.replaces.as_deref() {
                Some(Order { id, .. }) if *id > 10 => break 1.0,
                Some(other) => return self.charge(other, counts),
                None => break 2.0,
            }
        };
        let Some(first) = names.first() else {
            return 0.0;
        };
        if let Some(line @ Line(_, cost)) = order.lines.first() {
            info!(name = %line.0, cost, "charged {}", first);
        }
        let doubled: Vec<i32> = counts.iter().map(|n| n * 2).filter(|n| *n > 1).collect();
        unsafe { std::ptr::read(&price) + f64::from(doubled[0]) }
    }
}

impl Store<Order> for OrderStore<'_> {
    type Key = i32;

    fn find(&self, id: i32) -> Option<Order> {
        self.queue.iter().find(|order| order.id == id).cloned()
    }
}

pub fn read(path: &str) -> Result<Vec<Order>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
    let orders: Vec<Order> = match serde_json::from_str(&text) {
        Ok(orders) => orders,
        Err(e) if e.is_eof() => return Ok(vec![]),
        Err(e) => return Err(e).context("parsing"),
    };
    if orders.is_empty() {
        bail!("no orders in {}", path);
    }
    if let Err(e) = std::fs::remove_file(path) {
        error!("not removed: {e}");
    }
    Ok(orders)
}

pub async fn work(store: Arc<OrderStore<'static>>) {
    let (sender, mut receiver) = channel::channel::<Order>(10);
    let (tx, rx) = mpsc::channel();
    let handle = tokio::spawn(async move {
        while let Some(order) = receiver.recv().await {
            debug!(?order);
        }
    });
    sender.send(Order::default()).await.ok();
    let worker = thread::spawn(move || tx.send(1).unwrap());
    for n in rx {
        println!("{n}");
    }
    tokio::select! {
        _ = handle => {}
        _ = tokio::time::sleep(std::time::Duration::from_secs(1)) => panic!("late"),
    }
    worker.join().unwrap();
    let _ = store.find(1);
}

fn largest<T: PartialOrd + Copy, const N: usize>(all: [T; N]) -> T
where
    T: Display,
{
    fn pick(n: usize) -> usize {
        if n == 0 { 0 } else { pick(n - 1) }
    }
    let mut most = all[pick(0)];
    for &each in all.iter() {
        if each > most {
            most = each;
        }
    }
    most
}

fn search(sorted: &[i32], wanted: i32) -> Option<usize> {
    let mut low = 0;
    let mut high = sorted.len();
    while low < high {
        let middle = (low + high) / 2;
        if sorted[middle] == wanted {
            return Some(middle);
        }
        if sorted[middle] < wanted {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    None
}

fn reach(next: &HashMap<i32, Vec<i32>>, start: i32) -> usize {
    let mut open = VecDeque::from([start]);
    let mut seen = std::collections::HashSet::new();
    while let Some(one) = open.pop_front() {
        for other in &next[&one] {
            if seen.insert(*other) {
                open.push_back(*other);
            }
        }
    }
    seen.len()
}

fn ways(n: usize, memo: &mut Vec<u64>) -> u64 {
    if memo[n] != 0 {
        return memo[n];
    }
    memo[n] = ways(n - 1, memo) + ways(n - 2, memo);
    memo[n]
}

fn climb(n: usize) -> u64 {
    let mut ways = vec![0; n + 1];
    ways[0] = 1;
    for i in 1..=n {
        ways[i] = ways[i - 1] + 2;
    }
    ways[n]
}

async fn sorted(pool: &PgPool, newest: bool, ids: [i32; 2]) -> Result<()> {
    let order = "ASC";
    let quoted = "SELECT id FROM orders ORDER BY ".to_owned() + &quote_ident(order);
    sqlx::query(&quoted).execute(pool).await?;
    let code = axum::http::StatusCode::OK;
    sqlx::query(&format!("SELECT id FROM orders ORDER BY {newest}, {code}, {order}")).execute(pool).await?;
    sqlx::query(&format!("SELECT id FROM {TABLE} LIMIT {}", ids.len())).execute(pool).await?;
    for id in ids {
        match remove(id, false, [1, 2], None::<i32>) {
            Err(ShopError::NotFound(_)) => continue,
            Err(ShopError::Database(e)) => return Err(e.into()),
            Err(_) => {}
            Ok(done) if done == 3 => break,
            Ok(_) => {}
        }
    }
    Ok(())
}

macro_rules! price {
    ($e:expr) => {
        Price::new($e)
    };
}

#[derive(Deserialize)]
struct Search {
    sort: String,
}

async fn show(
    State(store): State<Arc<OrderStore<'static>>>,
    Path(id): Path<i32>,
    Query(search): Query<Search>,
) -> Result<Json<Order>, ShopError> {
    sqlx::query(&format!("SELECT id FROM orders ORDER BY {}", search.sort)).execute(&store.pool).await?;
    let order = store.load(id, &slug("Ada"), "id").await?;
    Ok(Json(order))
}

pub fn routes(store: Arc<OrderStore<'static>>) -> Router {
    Router::new().route("/orders/:id", get(show)).with_state(store)
}

/// What is counted beside the orders.
pub mod stock {
    use super::Order;

    pub trait Counted {
        fn count(&self) -> usize;
    }

    pub struct Shelf {
        orders: Vec<Order>,
    }

    impl Shelf {
        pub fn empty() -> Self {
            Self { orders: vec![] }
        }
    }

    impl Counted for Shelf {
        fn count(&self) -> usize {
            self.orders.len()
        }
    }

    pub(crate) mod kept {
        pub fn shelf() -> super::Shelf {
            super::Shelf::empty()
        }
    }
}

fn numbers(most: u32) -> impl futures::Stream<Item = u32> {
    stream! {
        for n in 0..most {
            yield n;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn finds() -> Result<()> {
        let prices: Prices = Prices::new();
        assert_eq!(prices.len(), 0);
        assert!(price!(1).is_free());
        Ok(())
    }
}
