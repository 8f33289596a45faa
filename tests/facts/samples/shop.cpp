#include <algorithm>
#include <boost/asio.hpp>
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "shop/item.h"

namespace fs = std::filesystem;
using std::string;
using Json = nlohmann::json;
typedef std::vector<int> Ids;

namespace shop {

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
class Orders final : public Item, private boost::noncopyable {
 public:
  Orders(boost::asio::io_context& context, std::shared_ptr<Json> settings)
      : context_(context), settings_(std::move(settings)) {
    made_ = std::make_unique<Json>();
  }
  double price() const override { return 1; }
  [[nodiscard]] static int count(const std::vector<int>& ids, int limit = 10);
  void find(int id, const std::string& name);

 private:
  boost::asio::io_context& context_;
  std::shared_ptr<Json> settings_;
  std::unique_ptr<Json> made_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::map<int, int> memo_;
  static constexpr const char* kFind = "SELECT a FROM book WHERE n = $1";
};

void Orders::find(int id, const std::string& name) {
  std::lock_guard<std::mutex> guard(mutex_);
  mutex_.lock();
  context_.run();
  this->settings_->dump();
  made_->dump(2);
  PQexec(connection, ("SELECT a FROM book WHERE n = '" + name + "'").c_str());
  auto rows = std::vector<int>{1, 2};
  rows.push_back(id);
  std::thread worker([this] { context_.stop(); });
  worker.join();
  auto later = std::async(std::launch::async, [] { return 1; });
  later.get();
  ready_.notify_one();
  try {
    throw Missing("no " + name);
  } catch (const Missing& e) {
    std::throw_with_nested(std::runtime_error("find"));
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

int fib(int n, std::map<int, int>& memo) {
  if (memo.count(n)) return memo[n];
  memo[n] = fib(n - 1, memo) + fib(n - 2, memo);
  return memo[n];
}

void sort(std::vector<int>& a) {
  for (size_t i = 0; i < a.size(); i++) {
    for (size_t j = i; j > 0 && a[j - 1] > a[j]; --j) std::swap(a[j], a[j - 1]);
  }
  do {
    a.pop_back();
  } while (!a.empty());
  switch (a.size()) {
    case 0: break;
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
