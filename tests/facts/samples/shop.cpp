export module shop.orders;

#include <algorithm>
#include <boost/asio.hpp>
#include <boost/lockfree/queue.hpp>
#include <drogon/drogon.h>
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "shop/item.h"

import std;
import shop.parts;
export import :totals;

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using std::string;
using Json = nlohmann::json;
typedef std::vector<int> Ids;

#define COLUMNS "id, name"

namespace shop {

const std::set<std::string> kSortable = {"id", "name"};

template <typename T>
concept Priced = requires(T thing) {
  { thing.price() } -> std::convertible_to<double>;
};

/// What can be sold.
class Item {
 public:
  virtual ~Item() = default;
  virtual double price() const = 0;
};

class Missing : public std::runtime_error {
 public:
  explicit Missing(const string& what) : std::runtime_error(what) {}
};

template <typename T>
struct Node {
  T value;
  Node* next = nullptr;
  std::unique_ptr<Node<T>> child;
};

enum class Color { kRed, kGreen };

/// Keeps orders.
class [[nodiscard]] Orders final : public Item, private boost::noncopyable {
 public:
  Orders(boost::asio::io_context& context, std::shared_ptr<Json> settings)
      : context_(context), settings_(std::move(settings)), worker_([this] { run(); }) {
    made_ = std::make_unique<Json>();
  }
  Orders(const Orders&) = delete;
  explicit Orders(int n);
  ~Orders();
  operator bool() const;
  double price() const override { return 1; }
  [[nodiscard]] static int count(const std::vector<int>& ids, int limit = 10);
  /// Finds an order.
  void find(int id, const std::string& name);
  std::string name() const;
  friend bool operator==(const Orders& a, const Orders& b) { return a.name() == b.name(); }

 private:
  void run();
  boost::asio::io_context& context_;
  std::shared_ptr<Json> settings_;
  std::unique_ptr<Json> made_;
  std::mutex mutex_;
  std::thread worker_;
  std::function<void(int)> done_;
  void (*hook_)(int) = nullptr;
  std::condition_variable ready_;
  std::map<int, int> memo_;
  static constexpr const char* kFind = "SELECT a FROM book WHERE n = $1";
};

void Orders::find(int id, const std::string& name) {
  std::lock_guard<std::mutex> guard(mutex_);
  std::unique_lock later_lock(mutex_, std::defer_lock);
  mutex_.lock();
  context_.run();
  this->settings_->dump();
  made_->dump(2);
  PQexec(connection, ("SELECT a FROM book WHERE n = '" + name + "'").c_str());
  PQexec(connection, kFind);
  auto rows = std::vector<int>{1, 2};
  rows.push_back(id);
  std::thread worker([this] { context_.stop(); });
  worker.join();
  auto later = std::async(std::launch::async, [] { return 1; });
  later.get();
  std::vector<std::thread> workers;
  workers.emplace_back([this] { run(); });
  boost::lockfree::queue<int> waiting(128);
  waiting.push(id);
  waiting.pop(id);
  ready_.notify_one();
  try {
    throw Missing("no " + name);
  } catch (const Missing& e) {
    std::throw_with_nested(std::runtime_error("find"));
  } catch (const std::out_of_range& e) {
    std::cerr << "find: " << e.what();
  } catch (const std::logic_error& e) {
    throw Failed("find", e);
  } catch (const std::exception& e) {
    std::cerr << e.what();
    throw;
  } catch (...) {
  }
  for (auto& row : rows) std::printf("%d\n", row);
  auto* raw = new Orders(context_, settings_);
  delete raw;
  auto name_of = id > 1 ? "many" : "one";
  auto* item = dynamic_cast<Item*>(raw);
  item->price();
  for (const auto& [key, value] : memo_) value.use(key);
  auto [at, fresh] = memo_.insert(std::pair{id, 1});
  auto first = std::make_pair(id, name);
  if (fs::exists(name) && this->name().empty()) std::this_thread::sleep_for(10ms);
  [[maybe_unused]] const auto text = first.second;
}

std::string Orders::name() const { return helper() + name_of(*this); }

void search(pqxx::work& work, const drogon::HttpRequestPtr& request, const std::string& sort,
            const std::string& given, Color color, int page, bool newest) {
  work.exec("SELECT " COLUMNS " FROM book WHERE n = " + work.quote(given));
  work.exec("SELECT id FROM book WHERE n = '" + request->getParameter("name") + "'");
  work.exec(std::format("SELECT id FROM book WHERE n = '{}' OFFSET {}", given, page));
  if (!kSortable.contains(sort)) throw std::invalid_argument("sort");
  work.exec("SELECT id FROM book ORDER BY " + sort);
  std::string order = "ASC";
  if (newest) order = "DESC";
  work.exec(std::format("SELECT {} FROM book ORDER BY id {}", COLUMNS, order));
  std::ostringstream query;
  query << "SELECT id FROM book WHERE color = " << static_cast<int>(color);
  if (page > 0) query << " OFFSET " << page << " LIMIT " << limit();
  work.exec(query.str());
  std::string sql("DELETE FROM book WHERE n = '");
  sql += given;
  work.exec(sql);
}

int bisect(const std::vector<int>& a, int x) {
  int low = 0, high = a.size();
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (a[middle] < x)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void walk(int start) {
  std::queue<int> queue;
  std::set<int> seen;
  queue.push(start);
  while (!queue.empty()) {
    int one = queue.front();
    queue.pop();
    if (seen.count(one)) continue;
    seen.insert(one);
    queue.push(one + 1);
  }
}

void dig(int start) {
  std::vector<int> stack{start};
  std::unordered_set<int> seen;
  while (!stack.empty()) {
    const int one = stack.back();
    stack.pop_back();
    if (!seen.insert(one).second) continue;
    stack.emplace_back(one + 1);
  }
}

int fib(int n, std::map<int, int>& memo) {
  auto known = memo.find(n);
  if (known != memo.end()) return known->second;
  memo[n] = fib(n - 1, memo) + fib(n - 2, memo);
  return memo[n];
}

long steps(int n) {
  std::vector<long> ways(n + 1);
  for (int i = 2; i <= n; i++) ways[i] = ways[i - 1] + ways[i - 2];
  return ways[n];
}

void print(int n) { print(std::to_string(n)); }
void print(const std::string& text) { std::puts(text.c_str()); }

void sort(std::vector<int>& a) {
  for (size_t i = 0; i < a.size(); i++) {
    for (size_t j = i; j > 0 && a[j - 1] > a[j]; --j) std::swap(a[j], a[j - 1]);
  }
  do {
    a.pop_back();
  } while (!a.empty());
  switch (a.size()) {
    case 0: break;
    case 1: [[fallthrough]];
    default: return;
  }
}

template <typename T>
task<T> load(T value) {
  co_await ready(value);
  co_yield value;
  co_return value;
}

// A comment with std::sort(a) is no use.
std::string text(int id) { return R"(SELECT b FROM item)" + std::to_string(id); }

}  // namespace shop
