class Customer < ApplicationRecord
  has_secure_password

  has_many :orders, dependent: :restrict_with_error

  normalizes :email, with: ->(email) { email.strip.downcase }

  validates :email, presence: true, uniqueness: true, format: URI::MailTo::EMAIL_REGEXP
  validates :password, length: { minimum: 12 }, allow_nil: true

  generates_token_for :api, expires_in: 12.hours

  def avatar_url
    "https://www.gravatar.com/avatar/#{Digest::MD5.hexdigest(email)}"
  end

  def admin?
    role == "admin"
  end
end
