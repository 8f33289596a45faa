FactoryBot.define do
  factory :customer do
    sequence(:email) { |n| "customer#{n}@mail.example" }
    password { "a-long-password" }
  end

  factory :print do
    title { "Harbour at dawn" }
    price_cents { 4500 }
    stock { 3 }
  end

  factory :order do
    customer
  end
end
