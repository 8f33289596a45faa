defmodule Shop.Cart do
  use GenServer

  def init(items), do: {:ok, items}

  def handle_call({:add, %{price: price} = item}, _from, items) when price > 0 do
    total = [item | items] |> Enum.map(& &1.price) |> Enum.sum()
    {:reply, total, [item | items]}
  end
end
