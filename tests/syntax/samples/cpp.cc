#include <memory>
#include <vector>

namespace shapes {

template <typename T>
class Stack {
 public:
  void Push(T value) { values_.push_back(std::move(value)); }
  [[nodiscard]] bool empty() const noexcept { return values_.empty(); }

 private:
  std::vector<T> values_;
};

auto Make() {
  auto stack = std::make_unique<Stack<int>>();
  for (const int value : {1, 2, 3}) stack->Push(value);
  return [stack = std::move(stack)] { return stack->empty(); };
}

}  // namespace shapes
